package dev.weir.jobs.engine.sink;

import dev.weir.contracts.Severity;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.quality.evaluation.AnswerBits;
import dev.weir.quality.evaluation.RowFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Judges the rows of one partition by every rule, and counts. For one thread. */
final class RowJudge {

    private static final UTF8String NOT_EVALUATED = UTF8String.fromString(RowFailure.DETAIL);

    private final List<BoundRules.Judged> rules;
    private final int rowRules;
    private final int firstMark;
    private final @Nullable MutableProjection projection;
    private final long[] answerBits;
    private final long[] outBits;
    private final boolean[] markTakesOut;
    private final int[] suppressing;
    private final long[][] suppressed;
    private final long[] sampled;
    private final boolean[] markSampled;
    private final int[] samplesLeft;
    private final long[] failed;
    private final long[] notEvaluated;
    private final long[] leftOut;
    private boolean anyFailed;
    private boolean sample;

    /**
     * @param firstMark where the marks start in a row
     * @param samples how many rows to choose for each rule whose rows are listed
     */
    RowJudge(BoundRules plan, int firstMark, int partition, int samples) {
        this.rules = plan.rules();
        this.rowRules = plan.rowRules();
        this.firstMark = firstMark;
        this.answerBits = new long[plan.answerBits().size()];
        this.outBits = bits(BoundRules.Judged::takesOut);
        this.markTakesOut = marks(BoundRules.Judged::takesOut);
        this.suppressed = plan.suppressed();
        this.suppressing = IntStream.range(0, suppressed.length)
                .filter(mark -> Arrays.stream(suppressed[mark]).anyMatch(bits -> bits != 0))
                .toArray();
        this.sampled = samples > 0 ? bits(BoundRules.Judged::listed) : new long[answerBits.length];
        this.markSampled = samples > 0 ? marks(BoundRules.Judged::listed) : new boolean[markTakesOut.length];
        this.samplesLeft = new int[rules.size()];
        Arrays.fill(samplesLeft, samples);
        this.failed = new long[rules.size()];
        this.notEvaluated = new long[rules.size()];
        this.leftOut = new long[rules.size()];
        if (answerBits.length == 0) {
            this.projection = null;
        } else {
            this.projection = SparkInternals.project(plan.answerBits());
            projection.initialize(partition);
        }
    }

    private long[] bits(Predicate<BoundRules.Judged> wanted) {
        long[] bits = new long[answerBits.length];
        for (int i = 0; i < rowRules; i++) {
            if (wanted.test(rules.get(i))) {
                bits[i / AnswerBits.PER_WORD] |= AnswerBits.yesBit(i);
            }
        }
        return bits;
    }

    private boolean[] marks(Predicate<BoundRules.Judged> wanted) {
        boolean[] marks = new boolean[rules.size() - rowRules];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = wanted.test(rules.get(rowRules + i));
        }
        return marks;
    }

    /** Judges a row: whether a rule takes it out. */
    boolean judge(InternalRow row) {
        boolean out = false;
        anyFailed = false;
        sample = false;
        if (projection != null) {
            InternalRow answer = projection.apply(row);
            for (int i = 0; i < answerBits.length; i++) {
                long word = answer.getLong(i);
                for (int mark : suppressing) {
                    if (!row.isNullAt(firstMark + mark)) {
                        word &= ~suppressed[mark][i];
                    }
                }
                answerBits[i] = word;
                if (word != 0) {
                    long yes = AnswerBits.yes(word);
                    long none = AnswerBits.notEvaluated(word);
                    anyFailed |= yes != 0;
                    count(failed, yes, i * AnswerBits.PER_WORD);
                    count(notEvaluated, none & yes, i * AnswerBits.PER_WORD);
                    count(leftOut, none & ~yes, i * AnswerBits.PER_WORD);
                    out |= (word & outBits[i]) != 0;
                    sample |= (word & sampled[i]) != 0;
                }
            }
        }
        for (int i = 0; i < markTakesOut.length; i++) {
            if (!row.isNullAt(firstMark + i)) {
                UTF8String mark = row.getUTF8String(firstMark + i);
                if (mark.numBytes() == 0) {
                    leftOut[rowRules + i]++;
                    continue;
                }
                failed[rowRules + i]++;
                if (mark.equals(NOT_EVALUATED)) {
                    notEvaluated[rowRules + i]++;
                }
                anyFailed = true;
                out |= markTakesOut[i];
                sample |= markSampled[i];
            }
        }
        return out;
    }

    private static void count(long[] counts, long bits, int firstRule) {
        for (long left = bits; left != 0; left &= left - 1) {
            counts[firstRule + Long.numberOfTrailingZeros(left)]++;
        }
    }

    /** Whether the row that was judged last breaks any rule. */
    boolean anyFailed() {
        return anyFailed;
    }

    /** Tells each rule, by its number, that the row that was judged last breaks. */
    void forEachFailed(InternalRow row, Broken broken) {
        for (int i = 0; i < answerBits.length; i++) {
            for (long left = AnswerBits.yes(answerBits[i]); left != 0; left &= left - 1) {
                int rule = i * AnswerBits.PER_WORD + Long.numberOfTrailingZeros(left);
                broken.rule(rule, detail(row, rule));
            }
        }
        for (int rule = rowRules; rule < rules.size(); rule++) {
            if (isBroken(row, rule)) {
                broken.rule(rule, detail(row, rule));
            }
        }
    }

    /** Is called for a rule that a row breaks. */
    interface Broken {
        /** @param detail how, in the marker's words, or that the rule could not be evaluated; the row's own bytes */
        void rule(int number, @Nullable UTF8String detail);
    }

    /** Whether the row that was judged last breaks a rule whose rows are listed, and which has not all its samples yet. */
    boolean isSample() {
        return sample;
    }

    /** Why the row that was judged last is in quarantine: the rules it breaks, but for those that only warn. */
    ArrayData reasons(InternalRow row) {
        return reasons(row, rule -> rules.get(rule).severity() != Severity.WARN);
    }

    /** The rules that the row which was judged last breaks, and of which it is now a sample. */
    ArrayData sample(InternalRow row) {
        ArrayData reasons = reasons(row, this::isSampled);
        for (int i = 0; i < rules.size(); i++) {
            if (isBroken(row, i) && isSampled(i) && --samplesLeft[i] == 0) {
                if (i < rowRules) {
                    sampled[i / AnswerBits.PER_WORD] &= ~AnswerBits.yesBit(i);
                } else {
                    markSampled[i - rowRules] = false;
                }
            }
        }
        return reasons;
    }

    private boolean isSampled(int rule) {
        return rule < rowRules
                ? (sampled[rule / AnswerBits.PER_WORD] & AnswerBits.yesBit(rule)) != 0
                : markSampled[rule - rowRules];
    }

    private boolean isBroken(InternalRow row, int rule) {
        return rule < rowRules
                ? (answerBits[rule / AnswerBits.PER_WORD] & AnswerBits.yesBit(rule)) != 0
                : !row.isNullAt(firstMark + rule - rowRules)
                        && row.getUTF8String(firstMark + rule - rowRules).numBytes() > 0;
    }

    private ArrayData reasons(InternalRow row, IntPredicate wanted) {
        List<Object> reasons = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (wanted.test(i) && isBroken(row, i)) {
                reasons.add(reason(rules.get(i), detail(row, i)));
            }
        }
        return new GenericArrayData(reasons.toArray());
    }

    /** How a row breaks a rule, where there is more to say than that it does. */
    private @Nullable UTF8String detail(InternalRow row, int rule) {
        if (rule >= rowRules) {
            return row.getUTF8String(firstMark + rule - rowRules);
        }
        return (answerBits[rule / AnswerBits.PER_WORD] & AnswerBits.notEvaluatedBit(rule)) != 0 ? NOT_EVALUATED : null;
    }

    private static InternalRow reason(BoundRules.Judged rule, @Nullable UTF8String detail) {
        return new GenericInternalRow(new @Nullable Object[] {
            UTF8String.fromString(rule.id()),
            rule.column().isEmpty() ? null : UTF8String.fromString(rule.column()),
            detail
        });
    }

    /** For each rule, the rows that break it. */
    long[] failed() {
        return failed.clone();
    }

    /** For each rule, those of them on which it could not be evaluated. */
    long[] notEvaluated() {
        return notEvaluated.clone();
    }

    /** For each rule, the rows that it is not about. */
    long[] leftOut() {
        return leftOut.clone();
    }
}
