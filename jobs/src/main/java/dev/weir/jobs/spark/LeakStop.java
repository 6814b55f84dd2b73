package dev.weir.jobs.spark;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.ShownNumber;
import dev.weir.contracts.Table;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.spark.sink.Findings;
import dev.weir.privacy.detect.LeakCounts;
import dev.weir.privacy.detect.LeakKind;
import dev.weir.privacy.detect.LeakLimit;
import dev.weir.privacy.detect.SubjectInText;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Provisions;
import dev.weir.privacy.mask.MaskMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Stops a run whose columns hold what their contract does not say: more of a {@link LeakKind} than the law pack's rates, or the
 * key of the row's own person. Less than that stands in the report for somebody to look at.
 */
final class LeakStop {

    private static final int FEW = 3;

    /** From this part of a limit on somebody should look: of random numbers of 11 digits 7 in 100 look like mobiles. */
    private static final double NEARLY = 0.6;

    private final Map<LeakKind, LeakLimit> limits;

    LeakStop(LawPack law) {
        this.limits = limits(law);
    }

    private static Map<LeakKind, LeakLimit> limits(LawPack law) {
        Map<LeakKind, LeakLimit> limits = new EnumMap<>(LeakLimit.standard());
        for (LeakKind kind : LeakKind.values()) {
            Provisions.LeakRate rate = law.provisions().leaks().get(kind.category());
            if (rate != null && kind != LeakKind.DOCUMENT) { // the pack's rate is of numbers that prove themselves
                limits.put(
                        kind,
                        new LeakLimit(
                                rate.atLeast(),
                                rate.shares().any(),
                                rate.shares().inside()));
            }
        }
        return limits;
    }

    /**
     * Looks at what the passes found.
     *
     * @return sentences about what somebody should look at
     * @throws ProblemsException when a column holds too much of what it should not
     */
    List<String> review(Collection<TableRun> tables) {
        Problems problems = new Problems();
        List<String> notices = new ArrayList<>();
        for (TableRun table : tables) {
            Findings findings = table.result().findings();
            findings.leaks().forEach((column, counts) -> leaks(table.plan(), column, counts, problems, notices));
            findings.subjects().forEach((column, counts) -> subject(table.plan(), column, counts, problems, notices));
            if (findings.ageless() > 0 && table.plan().protection().minors().policy() == Table.Minors.DROP) {
                notices.add(table.plan().name() + ": nothing tells the age in " + findings.ageless()
                        + " of its rows; they were dropped, as rows of people under 14 are");
            }
            if (findings.unshifted() > 0) {
                notices.add(table.plan().name() + ": " + findings.unshifted()
                        + " rows lost the dates that are shifted, since they do not say whose they are");
            }
        }
        problems.throwIfAny();
        return notices;
    }

    private void leaks(TablePlan table, String column, LeakCounts counts, Problems problems, List<String> notices) {
        ColumnMask mask = table.mask(column);
        Map<LeakKind, LeakLimit> asked = new EnumMap<>(limits);
        asked.keySet().removeIf(kind -> isDeclared(kind, mask));
        for (LeakCounts.Leak leak : counts.over(asked)) {
            problems.add(
                    Code.UNDECLARED_PERSONAL_DATA,
                    place(table, column),
                    "Column '" + table.name() + "." + column + "' holds "
                            + leak.kind().words() + ": " + leak.hits() + " of " + leak.values() + " values ("
                            + ShownNumber.percent(leak.rate()) + ")",
                    mask.keeps()
                            ? "its contract says " + mask.category() + " and its values would be released as they are"
                            : "its mask (" + mask.mask().method().word() + ") changes nothing on them",
                    "write classification: " + leak.kind().category()
                            + ", whose mask is the law pack's, or weirMask: drop; if it is text that holds them here"
                            + " and there, classification: TEXT");
            asked.remove(leak.kind());
        }
        asked.forEach((kind, limit) -> {
            LeakCounts.Hits hits = counts.of(kind);
            long found = counts.found(kind);
            boolean some =
                    hits.distinct() >= FEW && (hits.inside() > 0 || found > NEARLY * limit.share() * counts.values());
            if (kind == LeakKind.IDENTITY ? hits.distinct() > 0 : some) {
                notices.add(table.name() + "." + column + " may hold " + kind.words() + ": " + found + " of "
                        + counts.values() + " values");
            }
        });
    }

    /** A column may hold what it says. Under a mask it may not; but an area is what the mask makes of an address. */
    private static boolean isDeclared(LeakKind kind, ColumnMask mask) {
        return kind.category().equals(mask.category())
                && (mask.keeps() || (kind == LeakKind.ADDRESS && mask.mask().method() == MaskMethod.GENERALISE));
    }

    private static void subject(
            TablePlan table, String column, SubjectInText.Counts counts, Problems problems, List<String> notices) {
        String subject = table.table().keys().subject().orElseThrow();
        if (counts.tells()) {
            problems.add(
                    Code.UNDECLARED_PERSONAL_DATA,
                    place(table, column),
                    "Column '" + table.name() + "." + column + "' holds the row's own '" + subject + "': "
                            + (counts.same() + counts.inside()) + " of " + counts.compared() + " values",
                    "'" + subject + "' is masked, and here it would be released as it is",
                    "write the classification of '" + subject + "', "
                            + table.mask(subject).category() + ", on the column, or weirMask: drop");
        } else if (counts.same() + counts.inside() > 0) {
            notices.add(table.name() + "." + column + " holds the row's own '" + subject + "' in "
                    + (counts.same() + counts.inside()) + " of " + counts.compared() + " values");
        }
    }

    private static Place place(TablePlan table, String column) {
        return table.table()
                .column(column)
                .map(Column::place)
                .orElse(table.table().place());
    }
}
