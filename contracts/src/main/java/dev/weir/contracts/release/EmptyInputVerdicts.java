package dev.weir.contracts.release;

import dev.weir.contracts.Rule;
import dev.weir.contracts.dqdl.RuleType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Which verdicts of a run say only that there was nothing to judge: no row and no record came by. */
final class EmptyInputVerdicts {

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern NO_LETTER = Pattern.compile("[^A-Za-z]+");

    private final Map<String, TableCount> tables = new HashMap<>();

    EmptyInputVerdicts(RunRecord record) {
        record.tables().forEach(table -> tables.put(table.table(), table));
    }

    /** Whether a rule passed because there was nothing that could break it: as its answer shows, or its counts. */
    boolean had(Verdict verdict) {
        return verdict.answer() == Verdict.Answer.PASSED
                && (verdict.subject() == Verdict.Subject.NOTHING || judgedNothing(verdict));
    }

    private boolean judgedNothing(Verdict verdict) {
        Rule.Check check = verdict.rule().check();
        if (check instanceof Rule.SourceColumns || check instanceof Rule.NotEmpty) {
            return false;
        }
        boolean table = check instanceof Rule.Dqdl || check instanceof Rule.Drift || check instanceof Rule.Freshness;
        if (!table) {
            return verdict.rows().evaluated() == 0;
        }
        TableCount count = tables.get(verdict.rule().table());
        if (count == null
                || (check instanceof Rule.Drift drift && !drift.measure().isOfColumn())) {
            return false;
        }
        return check instanceof Rule.Dqdl dqdl
                ? judgedRows(dqdl, count) == 0 && !judgesEmptyTables(dqdl)
                : count.released() == 0;
    }

    /** Rows outside the interval meet no rule. */
    private static long judgedRows(Rule.Dqdl check, TableCount count) {
        return check.of() == Rule.Of.PRODUCED
                ? count.produced() - count.leftOut().outside()
                : count.released();
    }

    /** A table without rows has a number of rows, and columns; of its values nothing can be said. */
    private static boolean judgesEmptyTables(Rule.Dqdl check) {
        return Arrays.stream(NO_LETTER.split(QUOTED.matcher(check.rule()).replaceAll(" ")))
                .flatMap(word -> RuleType.of(word).stream())
                .anyMatch(RuleType::judgesEmptyTables);
    }
}
