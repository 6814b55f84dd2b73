package dev.weir.jobs.engine.rollback;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.read.WaiverFile;
import dev.weir.contracts.release.HarmlessFinding;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.engine.scope.Manifests;
import dev.weir.jobs.plan.Plan;
import dev.weir.privacy.mask.Mask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the rows of an earlier release may be released again by today's contracts and law: rows that were masked once
 * cannot be masked anew. Masks have no order of strictness but for the ends of it, so another mask than today's counts as
 * looser, unless today's keeps the value or the earlier one left nothing of it.
 */
final class RollbackLaw {

    private RollbackLaw() {}

    /** @throws ProblemsException with every column that stands against it */
    static void check(Plan plan, Manifest former) {
        Map<String, List<ReleasedTable.ReleasedColumn>> today = Manifests.columns(plan);
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new TreeSet<>(today.keySet());
        former.tables().forEach(table -> names.remove(table.name()));
        names.forEach(name -> problems.add(schema(former, "The release has no table '" + name + "'")));
        for (ReleasedTable table : former.tables()) {
            List<ReleasedTable.ReleasedColumn> columns = today.get(table.name());
            if (columns == null) {
                problems.add(schema(former, "Today's contracts have no table '" + table.name() + "'"));
            } else {
                check(former, table, columns, problems);
            }
        }
        former.record().harmless().stream()
                .filter(then -> harmless(plan, then).isEmpty())
                .map(then -> stale(former, then))
                .forEach(problems::add);
        ProblemsException.throwIfAny(problems);
    }

    /** What the release declared harmless, as it is declared today. */
    static List<HarmlessFinding> harmless(Plan plan, Manifest former) {
        return former.record().harmless().stream()
                .flatMap(then -> harmless(plan, then).stream())
                .toList();
    }

    private static Optional<HarmlessFinding> harmless(Plan plan, HarmlessFinding then) {
        return plan.harmless().stream()
                .filter(said -> said.name().equals(then.statement().name())
                        && said.looksLike().contains(then.category()))
                .map(said -> new HarmlessFinding(said, then.category(), then.found(), then.values()))
                .findFirst();
    }

    private static Problem stale(Manifest former, HarmlessFinding then) {
        return new Problem(
                Code.ROLLBACK_REFUSED,
                Place.of(former.reference()),
                "Column '" + then.statement().name() + "' looks like " + then.category() + " in " + then.found()
                        + " of " + then.values() + " values",
                "it was called harmless until " + then.statement().word().until() + ", and nobody says so today",
                "If that still holds, say so under 'harmless' in " + WaiverFile.PATH + " until a later day; or make a"
                        + " new release from the sources.");
    }

    private static void check(
            Manifest former, ReleasedTable table, List<ReleasedTable.ReleasedColumn> today, List<Problem> problems) {
        Map<String, ReleasedTable.ReleasedColumn> before = new LinkedHashMap<>();
        table.columns().forEach(column -> before.put(column.name(), column));
        for (ReleasedTable.ReleasedColumn now : today) {
            ReleasedTable.ReleasedColumn then = before.remove(now.name());
            String name = "'" + table.name() + "." + now.name() + "'";
            if (then == null) {
                if (!now.mask().drops()) {
                    problems.add(schema(former, "The release has no column " + name));
                }
            } else if (isLooser(then, now)) {
                problems.add(new Problem(
                        Code.ROLLBACK_REFUSED,
                        Place.of(former.reference()),
                        "Column " + name + " was released with the mask '"
                                + then.mask().words() + "'",
                        "today's contract and law ask for '" + now.mask().words() + "'",
                        "Rows cannot be masked anew; make a new release from the sources with 'weir run "
                                + former.product() + "'."));
            } else if (then.mask().drops() != now.mask().drops()
                    || (!then.mask().drops()
                            && !then.type().equals(now.type())
                            && then.mask().method().equals(now.mask().method()))) {
                problems.add(schema(
                        former,
                        then.mask().drops()
                                ? "Column " + name + " was not released"
                                : "Column " + name + " was released as " + then.type() + ", and is " + now.type()
                                        + " today"));
            }
        }
        before.values().stream()
                .filter(then -> !then.mask().drops())
                .forEach(then -> problems.add(
                        schema(former, "Today's contract has no column '" + table.name() + "." + then.name() + "'")));
    }

    private static boolean isLooser(ReleasedTable.ReleasedColumn then, ReleasedTable.ReleasedColumn now) {
        if (now.mask().keeps() || then.mask().drops()) {
            return false;
        }
        if (now.mask().drops()) {
            return true;
        }
        return !then.mask().equals(now.mask())
                && Mask.of(then).filter(Mask::leavesNothing).isEmpty();
    }

    private static Problem schema(Manifest former, String what) {
        return new Problem(
                Code.TYPE_MISMATCH,
                Place.of(former.reference()),
                what,
                "a rollback releases the earlier tables as they are, under today's contracts",
                "Bring back the contracts of that release, or make a new one with 'weir run " + former.product()
                        + "'.");
    }
}
