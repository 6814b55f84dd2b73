package dev.weir.quality;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import java.util.Locale;

/** Verdicts on how much there is: of a source's records that could be read, and of a table's rows. */
public final class CountVerdict {

    private CountVerdict() {}

    /**
     * The verdict on a source's table: passes where the rule's threshold tolerates the unreadable records.
     *
     * @param rule with a {@link Rule.ReadableShare}
     * @param records that were read
     * @param unreadable those of them that went to the source's quarantine
     */
    public static Verdict readable(Rule rule, long records, long unreadable) {
        if (!(rule.check() instanceof Rule.ReadableShare)) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' is not about unreadable records");
        }
        if (records == 0) {
            return Verdict.onNothing(rule, "There were no records to read");
        }
        boolean tolerated = rule.terms().tolerates(unreadable, records);
        return new Verdict(
                rule,
                tolerated ? Answer.PASSED : Answer.FAILED,
                records,
                unreadable,
                String.format(Locale.ROOT, "%,d of %,d records cannot be read", unreadable, records)
                        + (unreadable == 0 ? "" : RowVerdict.threshold(rule, records, unreadable, tolerated)));
    }

    /**
     * The verdict on a load: fails where it left a row out that had no effect on the table.
     *
     * @param rule with a {@link Rule.NoneLeftOut}
     * @param count of the table's rows
     */
    public static Verdict noneLeftOut(Rule rule, TableCount count) {
        if (!(rule.check() instanceof Rule.NoneLeftOut)) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' is not about rows that are left out");
        }
        long withoutEffect = count.leftOut().withoutEffect();
        return new Verdict(
                rule,
                withoutEffect == 0 ? Answer.PASSED : Answer.FAILED,
                count.produced(),
                withoutEffect,
                String.format(
                        Locale.ROOT,
                        "%,d of %,d rows are left out%s",
                        count.leftOut().rows(),
                        count.produced(),
                        count.leftOut().rows() == 0
                                ? ""
                                : ": " + count.leftOut().words()));
    }

    /**
     * The verdict on a table: fails where it has no row.
     *
     * @param rule with a {@link Rule.NotEmpty}
     * @param rows that the table has when the run is done, earlier ones included
     */
    public static Verdict notEmpty(Rule rule, long rows) {
        if (!(rule.check() instanceof Rule.NotEmpty)) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' is not about an empty table");
        }
        return rows == 0
                ? new Verdict(rule, Answer.FAILED, 0, 0, "The table would have no row")
                : new Verdict(
                        rule,
                        Answer.PASSED,
                        0,
                        0,
                        String.format(Locale.ROOT, "%,d %s", rows, rows == 1 ? "row" : "rows"));
    }
}
