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
                && (verdict.subject() == Verdict.Subject.NOTHING
                        || verdict.rule().check().match(new Without(verdict)));
    }

    private final class Without implements Rule.Check.Cases<Boolean> {

        private final Verdict verdict;

        Without(Verdict verdict) {
            this.verdict = verdict;
        }

        private boolean rows() {
            return verdict.rows().evaluated() == 0;
        }

        /** Rows outside the interval meet no rule. */
        private long judged(TableCount count) {
            return count.produced() - count.leftOut().outside();
        }

        private boolean released() {
            TableCount count = tables.get(verdict.rule().table());
            return count != null && count.released() == 0;
        }

        @Override
        public Boolean row(Rule.Row check) {
            return rows();
        }

        @Override
        public Boolean key(Rule.Key check) {
            return rows();
        }

        @Override
        public Boolean reference(Rule.Reference check) {
            return rows();
        }

        @Override
        public Boolean depends(Rule.Depends check) {
            return rows();
        }

        @Override
        public Boolean readable(Rule.ReadableShare check) {
            return rows();
        }

        @Override
        public Boolean cast(Rule.TextCast check) {
            return rows();
        }

        /** A table without rows has a number of rows, and columns; of its values nothing can be said. */
        @Override
        public Boolean table(Rule.Dqdl check) {
            TableCount count = tables.get(verdict.rule().table());
            return count != null
                    && (check.of() == Rule.Of.PRODUCED ? judged(count) : count.released()) == 0
                    && Arrays.stream(
                                    NO_LETTER.split(QUOTED.matcher(check.rule()).replaceAll(" ")))
                            .flatMap(word -> RuleType.of(word).stream())
                            .noneMatch(RuleType::judgesEmptyTables);
        }

        @Override
        public Boolean drift(Rule.Drift check) {
            return check.measure().isOfColumn() && released();
        }

        @Override
        public Boolean freshness(Rule.Freshness check) {
            return released();
        }

        @Override
        public Boolean columns(Rule.SourceColumns check) {
            return false;
        }

        @Override
        public Boolean notEmpty(Rule.NotEmpty check) {
            return false;
        }

        @Override
        public Boolean noneLeftOut(Rule.NoneLeftOut check) {
            return rows();
        }
    }
}
