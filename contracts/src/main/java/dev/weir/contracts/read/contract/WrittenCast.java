package dev.weir.contracts.read.contract;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Place;
import dev.weir.contracts.Table;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.UserSql;
import java.util.List;
import java.util.Optional;

/**
 * A cast in the SELECT list of a row-wise query.
 *
 * @param column of the product, that it is written for
 * @param operand the input's column that is cast, where it is one and nothing more
 * @param place where it is written
 */
public record WrittenCast(String column, Optional<String> operand, Place place) {
    /** Those of a query. */
    static List<WrittenCast> of(SqlFacts query, UserSql.Places places) {
        return query.output().casts().stream()
                .map(cast -> new WrittenCast(cast.output(), cast.operand(), places.at(cast.line(), cast.column())))
                .toList();
    }

    /** Those of a column's expression. */
    static List<WrittenCast> of(SqlFacts expression, String column, UserSql.Places places) {
        return of(expression, places).stream()
                .map(cast -> new WrittenCast(column, cast.operand(), cast.place()))
                .toList();
    }

    /** Whether it is written for a column; SQL does not tell upper from lower case. */
    public boolean isFor(String name) {
        return column.equalsIgnoreCase(name);
    }

    /** Whether it may read text: what is computed may be one, and what the input's contract calls a number is none. */
    public boolean mayReadText(Table input) {
        return operand.isEmpty()
                || input.columns().stream()
                        .filter(read -> read.name().equalsIgnoreCase(operand.get()))
                        .noneMatch(read -> isNoText(read.type()));
    }

    /** A time of day is kept as text. */
    private static boolean isNoText(DataType type) {
        return type.match(
                text -> false,
                integer -> true,
                decimal -> true,
                number -> true,
                bool -> true,
                date -> true,
                timestamp -> true,
                time -> false,
                array -> false,
                object -> false);
    }
}
