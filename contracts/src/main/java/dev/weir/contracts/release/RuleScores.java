package dev.weir.contracts.release;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The marks of a run's rules. */
final class RuleScores {

    private RuleScores() {}

    static List<RuleScore> of(RunRecord record) {
        Set<String> sources = record.sources().stream().map(SourceCount::table).collect(Collectors.toSet());
        EmptyInputVerdicts nothing = new EmptyInputVerdicts(record);
        List<RuleScore> marks = new ArrayList<>();
        for (Verdict verdict : record.verdicts()) {
            if (verdict.answer() != Verdict.Answer.DORMANT && !nothing.had(verdict)) {
                boolean ofSource = sources.contains(verdict.rule().table());
                marks.add(of(verdict, ofSource ? Score.Kind.SOURCE : Score.Kind.PRODUCT));
            }
        }
        record.sources().stream()
                .filter(source -> source.records() > 0 && !isJudged(source, record))
                .forEach(source -> marks.add(readable(source)));
        return marks;
    }

    private static boolean isJudged(SourceCount source, RunRecord record) {
        return record.verdicts().stream()
                .anyMatch(verdict -> verdict.answer() != Verdict.Answer.DORMANT
                        && verdict.rule().check() instanceof Rule.ReadableShare
                        && verdict.rule().table().equals(source.table()));
    }

    /** Of a source that only checks look into, and of releases from before there was such a rule. */
    private static RuleScore readable(SourceCount source) {
        return new RuleScore(
                source.table() + ".unreadable",
                new RuleScore.TableName(Score.Kind.SOURCE, source.table()),
                Dimension.CONFORMITY,
                Severity.BLOCK,
                share(source.unreadable(), source.records()),
                String.format(Locale.ROOT, "%,d of %,d records cannot be read", source.unreadable(), source.records()),
                Score.Standing.OPEN);
    }

    /** The rules that have no mark, since there was nothing that they could judge. */
    static List<Score.Unjudged> unjudged(RunRecord record) {
        EmptyInputVerdicts nothing = new EmptyInputVerdicts(record);
        return record.verdicts().stream()
                .filter(nothing::had)
                .map(verdict ->
                        new Score.Unjudged(verdict.rule().id(), verdict.rule().table(), verdict.explanation()))
                .toList();
    }

    private static RuleScore of(Verdict verdict, Score.Kind kind) {
        return new RuleScore(
                verdict.rule().id(),
                new RuleScore.TableName(kind, verdict.rule().table()),
                verdict.rule().standing().dimension(),
                verdict.rule().severity(),
                value(verdict),
                verdict.explanation(),
                verdict.waiver().isPresent() ? Score.Standing.WAIVED : Score.Standing.OPEN);
    }

    private static double value(Verdict verdict) {
        boolean ofRows = verdict.rows().evaluated() > 0 && verdict.rows().failed() > 0;
        return switch (verdict.answer()) {
            case PASSED ->
                ofRows ? share(verdict.rows().failed(), verdict.rows().evaluated()) : 1;
            case FAILED ->
                ofRows ? share(verdict.rows().failed(), verdict.rows().evaluated()) : 0;
            case ERROR, DORMANT -> 0;
        };
    }

    private static double share(long failed, long all) {
        return (double) (all - Math.min(failed, all)) / all;
    }
}
