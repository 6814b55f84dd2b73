package dev.weir.jobs.engine.sink;

import dev.weir.contracts.Severity;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.sink.spec.MarkerRule;
import dev.weir.jobs.engine.sink.spec.RowRule;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.quality.evaluation.AnswerBits;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * The rules of a table as tasks need them: row rules as bound expressions, each of which answers several as
 * {@link AnswerBits} packs them: a rule's bit is set where it fails; then the markers. Rules are numbered in one row, row rules first.
 */
final class BoundRules implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<Expression> answerBits;
    private final ArrayList<Judged> rules;
    private final int rowRules;
    /** For each marker the bits of the row rules that it silences; none for most. */
    private final long[][] suppressed;

    private BoundRules(List<Expression> answerBits, List<Judged> rules, int rowRules, long[][] suppressed) {
        this.suppressed = suppressed;
        this.answerBits = new ArrayList<>(answerBits);
        this.rules = new ArrayList<>(rules);
        this.rowRules = rowRules;
    }

    static BoundRules of(SparkSession spark, SinkSpec spec) {
        List<Judged> rules = new ArrayList<>();
        List<Column> answerBits = new ArrayList<>();
        for (int first = 0; first < spec.rules().ofRow().size(); first += AnswerBits.PER_WORD) {
            int last =
                    Math.min(first + AnswerBits.PER_WORD, spec.rules().ofRow().size());
            answerBits.add(bits(spec.rules().ofRow().subList(first, last), 0));
        }
        Set<String> listed = spec.rules().listed();
        spec.rules()
                .ofRow()
                .forEach(rule ->
                        rules.add(new Judged(rule.id(), rule.column(), rule.severity(), listed.contains(rule.id()))));
        spec.rules()
                .markers()
                .forEach(marker -> rules.add(
                        new Judged(marker.id(), marker.column(), marker.severity(), listed.contains(marker.id()))));
        return new BoundRules(
                SparkInternals.bind(spark, spec.clear(), answerBits),
                rules,
                spec.rules().ofRow().size(),
                spec.rules().markers().stream()
                        .map(marker -> suppressed(spec.rules().ofRow(), marker, answerBits.size()))
                        .toArray(long[][]::new));
    }

    private static long[] suppressed(List<RowRule> rules, MarkerRule marker, int words) {
        long[] bits = new long[words];
        for (int i = 0; i < rules.size(); i++) {
            if (marker.silences().contains(rules.get(i).id())) {
                bits[i / AnswerBits.PER_WORD] |= AnswerBits.yesBit(i) | AnswerBits.notEvaluatedBit(i);
            }
        }
        return bits;
    }

    /** Halved again and again, so that the expression's depth grows with the logarithm of the rules' number. */
    private static Column bits(List<RowRule> rules, int firstBit) {
        if (rules.size() == 1) {
            return rules.get(0).bits(firstBit);
        }
        int half = rules.size() / 2;
        return bits(rules.subList(0, half), firstBit)
                .bitwiseOR(bits(rules.subList(half, rules.size()), firstBit + half));
    }

    List<Expression> answerBits() {
        return answerBits;
    }

    /** Every rule, row rules first. */
    List<Judged> rules() {
        return rules;
    }

    int rowRules() {
        return rowRules;
    }

    /** For each marker the bits of the row rules that a row with that mark does not break. */
    long[][] suppressed() {
        return suppressed;
    }

    /**
     * What a judge needs to know of a rule.
     *
     * @param listed whether some of the rows that break it are listed by file and line
     */
    record Judged(String id, String column, Severity severity, boolean listed) implements Serializable {

        boolean takesOut() {
            return severity == Severity.QUARANTINE;
        }
    }
}
