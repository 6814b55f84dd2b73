package dev.weir.contracts.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads texts of a {@link TimePattern}. Each method throws {@link DateTimeException} for what is none. */
public final class TimeTexts {

    /** Identifiers of the IANA database that are abbreviations all the same: EST is Sydney's as well as New York's. */
    private static final Set<String> ABBREVIATIONS = Set.of("EST", "MST", "HST");

    private final DateTimeFormatter formatter;
    private final List<ZoneId> zones;

    /** @throws IllegalArgumentException when it is no pattern, or leaves something open */
    public TimeTexts(TimePattern pattern) {
        this.formatter = pattern.formatter();
        this.zones = pattern.names().stream()
                .map(name -> ZoneId.of(pattern.zoneNames().get(name)))
                .toList();
    }

    /** A local date and time, and the zone or offset where the text has one. */
    public record Moment(LocalDateTime local, Optional<ZoneId> zone) {}

    public LocalDate day(String text) {
        return LocalDate.parse(text, formatter);
    }

    public LocalTime time(String text) {
        return LocalTime.parse(text, formatter);
    }

    public Moment moment(String text) {
        return of(formatter.parse(text));
    }

    /** Of a text with a zone and an offset, the offset has to be one that the zone has then. */
    private Moment of(TemporalAccessor read) {
        LocalDateTime local = LocalDateTime.from(read);
        Optional<ZoneId> zone = zone(read);
        ZoneOffset offset = read.query(TemporalQueries.offset());
        if (offset == null || zone.isEmpty()) {
            return new Moment(local, zone.or(() -> Optional.ofNullable(offset)));
        }
        if (!zone.get().getRules().getValidOffsets(local).contains(offset)) {
            throw new DateTimeException("The zone does not have the offset at that time.");
        }
        return new Moment(local, Optional.of(offset));
    }

    private Optional<ZoneId> zone(TemporalAccessor read) {
        if (read.isSupported(ZoneNameField.ZONE_NAME)) {
            return Optional.of(zones.get(Math.toIntExact(read.getLong(ZoneNameField.ZONE_NAME))));
        }
        Optional<ZoneId> zone = Optional.ofNullable(read.query(TemporalQueries.zoneId()));
        if (zone.map(ZoneId::getId).filter(ABBREVIATIONS::contains).isPresent()) {
            throw new DateTimeException("An abbreviation names several zones.");
        }
        return zone;
    }
}
