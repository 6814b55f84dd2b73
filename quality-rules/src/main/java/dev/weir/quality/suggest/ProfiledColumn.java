package dev.weir.quality.suggest;

import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import java.util.Map;

/**
 * A column as it is looked at.
 *
 * @param kind what can be asked of it
 * @param show whether a rule may hold its values
 */
public record ProfiledColumn(String name, Kind kind, Show show) {
    /** What can be asked of a column. */
    public enum Kind {
        TEXT,
        WHOLE,
        NUMBER,
        DAY,
        TIME,
        /** Only whether it is filled. */
        OTHER;

        boolean isNumber() {
            return this == WHOLE || this == NUMBER;
        }

        boolean isTemporal() {
            return this == DAY || this == TIME;
        }
    }

    private static final Map<Class<? extends DataType>, Kind> KINDS = Map.of(
            DataType.Text.class, Kind.TEXT,
            DataType.Int64.class, Kind.WHOLE,
            DataType.Decimal.class, Kind.NUMBER,
            DataType.Real.class, Kind.NUMBER,
            DataType.Date.class, Kind.DAY,
            DataType.Timestamp.class, Kind.TIME);

    /** What a proposal may say. */
    public enum Show {
        /** Its values: it is released as it is. */
        VALUES,
        /** Shapes and signs alone: its values are masked. */
        SHAPES
    }

    /** A column of a contract. */
    public static ProfiledColumn of(Column column, Show show) {
        return new ProfiledColumn(
                column.name(), KINDS.getOrDefault(column.type().getClass(), Kind.OTHER), show);
    }

    boolean showsValues() {
        return show == Show.VALUES;
    }

    /** As SQL names it. */
    String sql() {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "`" + name.replace("`", "``") + "`";
    }
}
