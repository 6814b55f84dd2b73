package dev.weir.contracts.release;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The marks of a run's rules, and of its sources' records. */
final class Marks {

    private Marks() {}

    static List<Mark> of(RunRecord record) {
        Set<String> sources = record.sources().stream().map(SourceCount::table).collect(Collectors.toSet());
        List<Mark> marks = new ArrayList<>();
        record.sources().forEach(source -> marks.add(readable(source)));
        for (Verdict verdict : record.verdicts()) {
            if (verdict.answer() != Verdict.Answer.DORMANT) {
                marks.add(
                        of(verdict, sources.contains(verdict.rule().table()) ? Score.Kind.SOURCE : Score.Kind.PRODUCT));
            }
        }
        return marks;
    }

    private static Mark of(Verdict verdict, Score.Kind kind) {
        return new Mark(
                verdict.rule().id(),
                verdict.rule().table(),
                kind,
                verdict.rule().standing().dimension(),
                verdict.rule().severity(),
                value(verdict),
                verdict.explanation(),
                verdict.waiver().isPresent() ? Score.Standing.WAIVED : Score.Standing.OPEN);
    }

    private static double value(Verdict verdict) {
        boolean ofRows = verdict.evaluated() > 0 && verdict.failedRows() > 0;
        return switch (verdict.answer()) {
            case PASSED -> ofRows ? share(verdict.failedRows(), verdict.evaluated()) : 1;
            case FAILED -> ofRows ? share(verdict.failedRows(), verdict.evaluated()) : 0;
            case ERROR, DORMANT -> 0;
        };
    }

    /** As a rule of severity quarantine would be marked: such records are taken out. */
    private static Mark readable(SourceCount source) {
        return new Mark(
                source.table() + ".readable",
                source.table(),
                Score.Kind.SOURCE,
                Dimension.CONFORMITY,
                Severity.QUARANTINE,
                source.unreadable() == 0 ? 1 : share(source.unreadable(), source.records()),
                String.format(Locale.ROOT, "%,d of %,d records cannot be read", source.unreadable(), source.records()),
                Score.Standing.OPEN);
    }

    private static double share(long failed, long all) {
        return (double) (all - Math.min(failed, all)) / all;
    }
}
