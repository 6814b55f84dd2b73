package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.value.RecordRow;

/**
 * A part of a file, opened.
 *
 * @param feed its bytes in UTF-8, from the beginning of a record
 * @param spec what is read of it
 * @param header the file's header
 * @param row takes the values of each record
 * @param firstLine the number in the file of the feed's first line
 * @param tally counts what is met
 */
public record ReadPart(
        ByteFeed feed, ReadSpec spec, HeaderFacts header, RecordRow row, long firstLine, ReadTally tally) {}
