package dev.weir.jobs.engine.read.value;

import dev.weir.contracts.text.TimePattern;
import dev.weir.contracts.text.TimeTexts;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Readers of days and times: ISO 8601 straight from the bytes, all else by {@link Literals}. */
final class TimeReaders {
    private TimeReaders() {}

    private static String shape(TimePattern pattern) {
        if (pattern.text().equals(ValueType.ISO)) {
            return "in ISO 8601";
        }
        return "of the form " + pattern.text()
                + (pattern.zoneNames().isEmpty() ? "" : " (its zone one of 'zoneNames')");
    }

    static final class DayReader extends ValueReader {
        private final ValueType.Day type;
        private final @Nullable TimeTexts format;

        DayReader(ValueType.Day type) {
            this.type = type;
            this.format = ValueType.reader(type.pattern());
        }

        @Override
        public boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            long day = format == null && to - from == 10 ? IsoTime.epochDay(bytes, from) : IsoTime.UNUSUAL;
            if (day == IsoTime.UNUSUAL) {
                LocalDate slow = Literals.day(text(bytes, from, to), format);
                return slow != null && set(slow.toEpochDay(), row, column);
            }
            row.setLongBits(column, day);
            return true;
        }

        @Override
        public String expectation() {
            return "not a day " + shape(type.pattern());
        }
    }

    static final class InstantReader extends ValueReader {
        private final ValueType.Instant type;
        private final @Nullable TimeTexts format;
        private final @Nullable ZoneId zone;

        InstantReader(ValueType.Instant type) {
            this.type = type;
            this.format = ValueType.reader(type.pattern());
            this.zone = type.defaultZone().isEmpty() ? null : ZoneId.of(type.defaultZone());
        }

        @Override
        public boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            long micros = format == null ? IsoTime.instant(bytes, from, to) : IsoTime.UNUSUAL;
            if (micros == IsoTime.UNUSUAL) {
                return set(Literals.instant(text(bytes, from, to), format, zone), row, column);
            }
            row.setLongBits(column, micros);
            return true;
        }

        @Override
        public String expectation() {
            return "not a time " + shape(type.pattern())
                    + (zone == null ? " with an offset from UTC" : " that exists in " + zone.getId());
        }
    }

    static final class WallClockReader extends ValueReader {
        private final ValueType.WallClock type;
        private final @Nullable TimeTexts format;

        WallClockReader(ValueType.WallClock type) {
            this.type = type;
            this.format = ValueType.reader(type.pattern());
        }

        @Override
        public boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            long micros = format == null ? IsoTime.wallClock(bytes, from, to) : IsoTime.UNUSUAL;
            if (micros == IsoTime.UNUSUAL) {
                return set(Literals.wallClock(text(bytes, from, to), format), row, column);
            }
            row.setLongBits(column, micros);
            return true;
        }

        @Override
        public String expectation() {
            return "not a date and time " + shape(type.pattern()) + " without an offset";
        }
    }

    static final class TimeOfDayReader extends ValueReader {
        private final ValueType.TimeOfDay type;
        private final @Nullable TimeTexts format;

        TimeOfDayReader(ValueType.TimeOfDay type) {
            this.type = type;
            this.format = ValueType.reader(type.pattern());
        }

        @Override
        public boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            if (format == null && to - from == 8 && IsoTime.secondOfDay(bytes, from) != IsoTime.UNUSUAL) {
                row.setText(column, bytes, from, to);
                return true;
            }
            String canonical = Literals.timeOfDay(text(bytes, from, to), format);
            if (canonical == null) {
                return false;
            }
            byte[] own = canonical.getBytes(StandardCharsets.UTF_8);
            row.setText(column, own, 0, own.length);
            return true;
        }

        @Override
        public String expectation() {
            return "not a time of day " + shape(type.pattern());
        }
    }
}
