package dev.weir.jobs.spark;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.spark.read.UnreadableSourceException;

/** What the reader found wrong with a file, as a problem for people. */
final class SourceProblems {

    private SourceProblems() {}

    static Problem of(UnreadableSourceException failure, SourceRead read) {
        return new Problem(
                Code.SOURCE_UNREADABLE,
                read.table().place(),
                "Source '" + read.name() + "' cannot be read",
                String.valueOf(failure.getMessage()),
                "nothing was changed");
    }

    static Problem of(UnreadableSourceException failure) {
        return new Problem(
                Code.SOURCE_UNREADABLE,
                Place.of("sources"),
                "A source cannot be read",
                String.valueOf(failure.getMessage()),
                "nothing was changed");
    }
}
