package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.jobs.plan.Input;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.LawPack;
import java.util.Optional;

/**
 * A column that is a source's column and nothing more, or a hash of one without a key, is about persons when that is; or its
 * contract declares a mask.
 */
record CategoryDowngrades(LawPack law, TableOrigins origins, InputResolver inputs, Problems problems) {
    /** Notes the columns of a table that say less than their sources'. */
    void check(Table table) {
        SqlOrigins given = origins.of(table);
        for (Column column : table.columns()) {
            boolean isOpen = column.meaning().mask().isEmpty()
                    && category(column)
                            .filter(category -> !isPersonal(category))
                            .isPresent();
            if (isOpen) {
                given.of(column.name()).stream()
                        .filter(SqlOrigins.Origin::plain)
                        .map(origin -> origin.from().get(0))
                        .filter(from -> personal(from).isPresent())
                        .findFirst()
                        .ifPresentOrElse(
                                from -> note(column, from, personal(from).orElseThrow()),
                                () -> checkHash(table, column));
            }
        }
    }

    /** A table of the product between the source and this one hides no hash that it hands on as it is. */
    private void checkHash(Table table, Column column) {
        origins.ofSources(table, column).stream()
                .filter(SqlOrigins.Origin::hashed)
                .flatMap(origin -> origin.from().stream())
                .filter(from -> personal(from).isPresent())
                .findFirst()
                .ifPresent(from -> {
                    String code = personal(from).orElseThrow().code();
                    problems.add(
                            Code.INVALID_VALUE,
                            column.place(),
                            "Column '" + column.name() + "' says "
                                    + column.meaning().category().orElseThrow(),
                            "it is a hash without a key of the column '" + from.column() + "' of '" + from.table()
                                    + "', which says " + code + ", and anyone who guesses a value can try it",
                            "select the column itself with classification: " + code
                                    + ", whose mask 'pseudonymise' is a hash with a key; or write weirMask: keep if the hash may go as it is");
                });
    }

    private void note(Column column, SqlOrigins.TableColumn from, Category category) {
        problems.add(
                Code.INVALID_VALUE,
                column.place(),
                "Column '" + column.name() + "' says "
                        + column.meaning().category().orElseThrow(),
                "it is the column '" + from.column() + "' of '" + from.table() + "', which says " + category.code(),
                "write classification: " + category.code()
                        + ", and weirMask: keep if it may go as it is; or put the source right");
    }

    /** The category of a source's column that is about persons. */
    private Optional<Category> personal(SqlOrigins.TableColumn from) {
        return source(from.table())
                .flatMap(source -> source.column(from.column()))
                .flatMap(this::category)
                .filter(CategoryDowngrades::isPersonal);
    }

    private Optional<Table> source(String written) {
        return inputs.find(written)
                .filter(input -> input.origin() == Input.Origin.SOURCE)
                .map(input -> inputs.source(input.name()).table());
    }

    private Optional<Category> category(Column column) {
        return column.meaning().category().flatMap(law::category);
    }

    private static boolean isPersonal(Category category) {
        return category.standing().sensitivity().isPersonal();
    }
}
