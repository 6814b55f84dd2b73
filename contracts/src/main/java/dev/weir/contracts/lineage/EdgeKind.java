package dev.weir.contracts.lineage;

import java.util.Locale;

/**
 * What an input column does for a column, or for all rows of a table: the subtypes of OpenLineage's column lineage
 * (ColumnLineageDatasetFacet 1-2-0). The direct ones give the value, the others decide on it.
 */
public enum EdgeKind {
    /** The value is the column's own. */
    IDENTITY(true),
    /** The value is computed from the column's value in one row, or is a part of it. */
    TRANSFORMATION(true),
    /** The value is computed from the column's values in many rows. */
    AGGREGATION(true),
    /** Rows were matched by it. */
    JOIN(false),
    /** Rows were kept or left out by it. */
    FILTER(false),
    /** A rule takes rows out by it. OpenLineage has no word for that but {@link #FILTER}. */
    QUARANTINE(false),
    /** Rows were put together by it. */
    GROUP_BY(false),
    /** Rows were put in order by it. */
    SORT(false),
    /** A window was cut or ordered by it. */
    WINDOW(false),
    /** One of several values was chosen by it. */
    CONDITIONAL(false);

    private final boolean direct;

    EdgeKind(boolean direct) {
        this.direct = direct;
    }

    /** Whether the value comes from it. */
    public boolean isDirect() {
        return direct;
    }

    /**
     * The kind of the way that leads over an edge of this kind and then over a next one: what decides once, decides; an aggregation
     * stays one, and so does a transformation.
     */
    public EdgeKind then(EdgeKind next) {
        if (!isDirect() || !next.isDirect()) {
            return isDirect() ? next : this;
        }
        return compareTo(next) >= 0 ? this : next;
    }

    /** The subtype in OpenLineage. */
    public String subtype() {
        return this == QUARANTINE ? FILTER.name() : name();
    }

    /** As people say it before the column: {@code filter by}, {@code group by}. */
    public String by() {
        return this == GROUP_BY ? toString() : this + " by";
    }

    /** The name as people see it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
