package dev.weir.jobs.spark.sink;

import dev.weir.contracts.Severity;
import dev.weir.jobs.spark.SparkInternals;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Judges the rows of one partition by every rule, and counts. For one thread. */
final class RowJudge {

    private final List<RulePlan.Judged> rules;
    private final int rowRules;
    private final int firstMark;
    private final @Nullable MutableProjection projection;
    private final long[] takesOut;
    private final boolean[] markTakesOut;
    private final long[] words;
    private final long[] failed;
    private boolean anyFailed;

    /** @param firstMark where the marks start in a row */
    RowJudge(RulePlan plan, int firstMark, int partition) {
        this.rules = plan.rules();
        this.rowRules = plan.rowRules();
        this.firstMark = firstMark;
        this.words = new long[plan.words().size()];
        this.takesOut = new long[words.length];
        this.markTakesOut = new boolean[rules.size() - rowRules];
        for (int i = 0; i < rules.size(); i++) {
            boolean out = rules.get(i).severity() == Severity.QUARANTINE;
            if (i >= rowRules) {
                markTakesOut[i - rowRules] = out;
            } else if (out) {
                takesOut[i / RulePlan.RULES_PER_WORD] |= 1L << i;
            }
        }
        this.failed = new long[rules.size()];
        if (words.length == 0) {
            this.projection = null;
        } else {
            this.projection = SparkInternals.project(plan.words());
            projection.initialize(partition);
        }
    }

    /** Judges a row: whether a rule takes it out. */
    boolean takesOut(InternalRow row) {
        boolean out = false;
        anyFailed = false;
        if (projection != null) {
            InternalRow answer = projection.apply(row);
            for (int i = 0; i < words.length; i++) {
                long word = answer.getLong(i);
                words[i] = word;
                if (word != 0) {
                    anyFailed = true;
                    count(word, i * RulePlan.RULES_PER_WORD);
                    out |= (word & takesOut[i]) != 0;
                }
            }
        }
        for (int i = 0; i < markTakesOut.length; i++) {
            if (!row.isNullAt(firstMark + i)) {
                failed[rowRules + i]++;
                anyFailed = true;
                out |= markTakesOut[i];
            }
        }
        return out;
    }

    private void count(long word, int firstRule) {
        for (long left = word; left != 0; left &= left - 1) {
            failed[firstRule + Long.numberOfTrailingZeros(left)]++;
        }
    }

    /** Whether the row that was judged last breaks any rule. */
    boolean anyFailed() {
        return anyFailed;
    }

    /** Tells each rule, by its number, that the row that was judged last breaks. */
    void forEachFailed(InternalRow row, Broken broken) {
        for (int i = 0; i < rules.size(); i++) {
            if (i < rowRules) {
                if ((words[i / RulePlan.RULES_PER_WORD] >>> i & 1) != 0) {
                    broken.rule(i, null);
                }
            } else if (!row.isNullAt(firstMark + i - rowRules)) {
                broken.rule(i, row.getUTF8String(firstMark + i - rowRules).copy());
            }
        }
    }

    /** Hears of a rule that a row breaks. */
    interface Broken {
        /** @param detail how, in the marker's words */
        void rule(int number, @Nullable UTF8String detail);
    }

    /** Why the row that was judged last is in quarantine: the rules it breaks, but for those that only warn. */
    ArrayData reasons(InternalRow row) {
        List<Object> reasons = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            RulePlan.Judged rule = rules.get(i);
            if (rule.severity() == Severity.WARN) {
                continue;
            }
            if (i < rowRules) {
                if ((words[i / RulePlan.RULES_PER_WORD] >>> i & 1) != 0) {
                    reasons.add(reason(rule, null));
                }
            } else if (!row.isNullAt(firstMark + i - rowRules)) {
                reasons.add(reason(rule, row.getUTF8String(firstMark + i - rowRules)));
            }
        }
        return new GenericArrayData(reasons.toArray());
    }

    private static InternalRow reason(RulePlan.Judged rule, @Nullable UTF8String detail) {
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
}
