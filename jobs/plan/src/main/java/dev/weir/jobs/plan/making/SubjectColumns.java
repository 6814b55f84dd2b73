package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Table;
import dev.weir.privacy.law.LawPack;
import java.util.List;
import java.util.Optional;

/** A table about persons declares the column of a row's person ({@code weirSubject}). */
record SubjectColumns(LawPack law) {
    /** What is wrong with a table, or nothing. */
    Optional<Problem> missing(Table table) {
        if (table.keys().subject().isPresent() || table.keys().isSubjectUnknown()) {
            return Optional.empty();
        }
        List<String> personal = table.columns().stream()
                .filter(this::isPersonal)
                .map(Column::name)
                .toList();
        return personal.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        Code.MISSING_FIELD,
                        table.place(),
                        "Table '" + table.name() + "' does not say whose its rows are",
                        "it holds " + String.join(", ", personal)
                                + ", which are about persons, and persons are counted, shifted and erased by that"
                                + " column",
                        "add the custom property weirSubject with the name of the column that is the person's key, or"
                                + " 'unknown' where none is: each row then counts as a person"));
    }

    private boolean isPersonal(Column column) {
        return column.meaning()
                .category()
                .flatMap(law::category)
                .filter(category -> category.standing().sensitivity().isPersonal())
                .isPresent();
    }
}
