package dev.weir.quality.suggest;

import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;

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

    /** What a proposal may say. */
    public enum Show {
        /** Its values: it is released as it is. */
        VALUES,
        /** Shapes and signs alone: its values are masked. */
        SHAPES
    }

    /** A column of a contract. */
    public static ProfiledColumn of(Column column, Show show) {
        return new ProfiledColumn(column.name(), column.type().match(new KindOf()), show);
    }

    boolean showsValues() {
        return show == Show.VALUES;
    }

    /** As SQL names it. */
    String sql() {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "`" + name.replace("`", "``") + "`";
    }

    private static final class KindOf implements DataType.Cases<Kind> {
        @Override
        public Kind text(DataType.Text type) {
            return Kind.TEXT;
        }

        @Override
        public Kind integer(DataType.Int64 type) {
            return Kind.WHOLE;
        }

        @Override
        public Kind decimal(DataType.Decimal type) {
            return Kind.NUMBER;
        }

        @Override
        public Kind number(DataType.Real type) {
            return Kind.NUMBER;
        }

        @Override
        public Kind bool(DataType.Bool type) {
            return Kind.OTHER;
        }

        @Override
        public Kind date(DataType.Date type) {
            return Kind.DAY;
        }

        @Override
        public Kind timestamp(DataType.Timestamp type) {
            return Kind.TIME;
        }

        @Override
        public Kind time(DataType.Time type) {
            return Kind.OTHER;
        }

        @Override
        public Kind array(DataType.Array type) {
            return Kind.OTHER;
        }

        @Override
        public Kind object(DataType.Structure type) {
            return Kind.OTHER;
        }
    }
}
