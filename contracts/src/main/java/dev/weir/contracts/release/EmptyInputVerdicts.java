package dev.weir.contracts.release;

import dev.weir.contracts.Rule;
import dev.weir.contracts.dqdl.RuleType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
                && (verdict.subject() == Verdict.Subject.NOTHING || isWithout(verdict));
    }

    private boolean isWithout(Verdict verdict) {
        boolean rows = verdict.rows().evaluated() == 0 && verdict.subject() != Verdict.Subject.UNSAID;
        Optional<TableCount> count =
                Optional.ofNullable(tables.get(verdict.rule().table()));
        boolean released = count.filter(table -> table.released() == 0).isPresent();
        return verdict.rule()
                .check()
                .match(
                        row -> rows,
                        dqdl -> count.filter(table -> isWithout(dqdl, table)).isPresent(),
                        key -> rows,
                        reference -> rows,
                        columns -> false,
                        depends -> rows,
                        drift -> drift.measure().isOfColumn() && released,
                        freshness -> released,
                        readable -> rows,
                        notEmpty -> false,
                        noneLeftOut -> rows,
                        cast -> rows);
    }

    /**
     * A table without rows has a number of rows, and columns; of its values nothing can be said. Rows outside the interval meet
     * no rule.
     */
    private static boolean isWithout(Rule.Dqdl check, TableCount count) {
        long judged = check.of() == Rule.Of.PRODUCED
                ? count.produced() - count.leftOut().outside()
                : count.released();
        return judged == 0
                && Arrays.stream(NO_LETTER.split(QUOTED.matcher(check.rule()).replaceAll(" ")))
                        .flatMap(word -> RuleType.of(word).stream())
                        .noneMatch(RuleType::judgesEmptyTables);
    }
}
