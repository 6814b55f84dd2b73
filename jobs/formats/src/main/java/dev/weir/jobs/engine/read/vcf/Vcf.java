package dev.weir.jobs.engine.read.vcf;

import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.SourceFindings.Differences;
import dev.weir.jobs.engine.read.SourceFindings.FileFindings;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.TextOpening;
import dev.weir.jobs.engine.read.file.BlockedGzip;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Variant Call Format: a header, then one variant on each line.
 *
 * @param lineBytes a longer line of the header cannot be read
 */
public record Vcf(int lineBytes) implements TextFormat {

    @Override
    public String charset() {
        return "UTF-8";
    }

    @Override
    public HeaderMode headerUse() {
        return HeaderMode.BY_NAME;
    }

    @Override
    public SurveyedFile survey(Configuration configuration, SourceFile file, long partBytes) {
        BlockedGzip.requireWhole(configuration, file);
        SurveyedFile surveyed = TextFormat.super.survey(configuration, file, partBytes);
        if (surveyed.parts().size() < 2 || surveyed.header().presence() != HeaderFacts.Presence.FOUND) {
            return surveyed;
        }
        try (ByteFeed feed = new ByteFeed(SourceStreams.text(configuration, file, StandardCharsets.UTF_8))) {
            feed.skipByteOrderMark();
            return new OrderSurvey(feed, surveyed, lineBytes).surveyed();
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }

    @Override
    public HeaderFacts header(TextOpening text) throws IOException {
        try (ByteFeed feed = text.open()) {
            return VcfHeaderLines.read(feed, lineBytes);
        }
    }

    @Override
    public RecordReader open(ReadPart part) {
        return new VcfReader(part);
    }

    /** A header names keys in any order, and those that no column reads are found in the records that have them. */
    @Override
    public FileFindings findings(SurveyedFile file, List<ReadColumn> columns) {
        HeaderFacts facts = file.header();
        List<String> missing = new ArrayList<>();
        List<String> retyped = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        if (facts.presence() != HeaderFacts.Presence.FOUND) {
            columns.forEach(column -> missing.add(column.header()));
            hints.add(facts.reason());
        } else {
            VcfHeader header = VcfHeader.of(facts);
            for (ReadColumn column : columns) {
                VcfFit fit = new VcfFit(header, column);
                Optional<String> lacks = fit.missing();
                lacks.ifPresent(why -> missing.add(column.header()));
                Optional<String> conflict = fit.conflict();
                conflict.ifPresent(why -> retyped.add(column.header()));
                lacks.or(() -> conflict).filter(why -> !hints.contains(why)).ifPresent(hints::add);
            }
        }
        return new FileFindings(
                file.file().name(),
                facts.presence(),
                new Differences(missing, List.of(), List.of(), retyped),
                0,
                String.join("; ", hints));
    }
}
