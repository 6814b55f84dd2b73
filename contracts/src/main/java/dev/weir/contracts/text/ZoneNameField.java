package dev.weir.contracts.text;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalUnit;
import java.time.temporal.ValueRange;

/** Which of a pattern's own names of zones a text has, counted from 0. {@code java.time} has no field for zones. */
enum ZoneNameField implements TemporalField {
    ZONE_NAME;

    @Override
    public TemporalUnit getBaseUnit() {
        return ChronoUnit.FOREVER;
    }

    @Override
    public TemporalUnit getRangeUnit() {
        return ChronoUnit.FOREVER;
    }

    @Override
    public ValueRange range() {
        return ValueRange.of(0, Integer.MAX_VALUE);
    }

    @Override
    public boolean isDateBased() {
        return false;
    }

    @Override
    public boolean isTimeBased() {
        return false;
    }

    /** Of what is written; a text that is read has it only where one of the names stands in it. */
    @Override
    public boolean isSupportedBy(TemporalAccessor temporal) {
        return temporal instanceof ZonedDateTime;
    }

    @Override
    public ValueRange rangeRefinedBy(TemporalAccessor temporal) {
        return range();
    }

    @Override
    public long getFrom(TemporalAccessor temporal) {
        return 0;
    }

    @Override
    public <R extends Temporal> R adjustInto(R temporal, long newValue) {
        return temporal;
    }
}
