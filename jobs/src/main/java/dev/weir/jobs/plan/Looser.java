package dev.weir.jobs.plan;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.LawPack;
import java.util.Optional;

/** A column that is a source's column and nothing more is about persons when that is; or its contract says a mask. */
final class Looser {

    private final LawPack law;
    private final InputResolver inputs;
    private final Problems problems;

    Looser(LawPack law, InputResolver inputs, Problems problems) {
        this.law = law;
        this.inputs = inputs;
        this.problems = problems;
    }

    /** Notes the columns of a table that say less than their sources'. */
    void check(Table table, SqlFacts facts) {
        for (SqlFacts.Plain plain : facts.output().plain()) {
            Optional<Column> from = source(plain.table()).flatMap(source -> column(source, plain.column()));
            Optional<Column> to = column(table, plain.output());
            if (from.isPresent()
                    && to.isPresent()
                    && to.get().meaning().mask().isEmpty()
                    && category(to.get()).filter(Looser::isPersonal).isEmpty()
                    && category(to.get()).isPresent()) {
                category(from.get())
                        .filter(Looser::isPersonal)
                        .ifPresent(category -> problems.add(
                                Code.INVALID_VALUE,
                                to.get().place(),
                                "Column '" + to.get().name() + "' says "
                                        + to.get().meaning().category().orElseThrow(),
                                "it is the column '" + from.get().name() + "' of '" + plain.table() + "', which says "
                                        + category.code(),
                                "write classification: " + category.code()
                                        + ", and weirMask: keep if it may go as it is; or put the source right"));
            }
        }
    }

    private Optional<Table> source(String written) {
        return inputs.find(written)
                .filter(input -> input.origin() == Input.Origin.SOURCE)
                .map(input -> inputs.source(input.name()).table());
    }

    private static Optional<Column> column(Table table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private Optional<Category> category(Column column) {
        return column.meaning().category().flatMap(law::category);
    }

    private static boolean isPersonal(Category category) {
        return category.standing().sensitivity().isPersonal();
    }
}
