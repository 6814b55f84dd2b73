package dev.weir.jobs.plan;

import dev.weir.contracts.Place;
import dev.weir.contracts.Table;

/** Where in its file a query goes wrong. */
public final class QueryPlace {

    private QueryPlace() {}

    /**
     * The place in a {@code .sql} file; the column's or table's place where the query was put together from the contract,
     * and lines within it mean nothing to its author.
     *
     * @param line within the SQL, counted from 1
     * @param column counted from 1
     */
    public static Place of(Table.Query query, int line, int column) {
        Place place = query.place();
        return place.file().endsWith(".sql") ? new Place(place.file(), line, column) : place;
    }
}
