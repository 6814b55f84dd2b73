package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.TimePattern;
import dev.weir.contracts.text.TimePattern.Doubt;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads how texts of a column of dates or times are written: its {@code format}, and what its {@code weirRead} says of it. */
final class TimePatternReader {

    private static final String FORMAT = "format";
    private static final Field<YamlMap> ZONE_NAMES =
            Field.optional("zoneNames", FieldKinds.entriesOf(FieldKinds.SOMETHING));
    private static final Field<BigInteger> PIVOT_YEAR = Field.optional("pivotYear", FieldKinds.POSITION);
    private static final Shape READ = Shape.of("weirRead of a column", "Weir", ZONE_NAMES, PIVOT_YEAR);

    /** The hundred years from there on are years of four digits. */
    private static final int LAST_PIVOT = 9900;

    private final Problems problems;

    TimePatternReader(Problems problems) {
        this.problems = problems;
    }

    /** The pattern; empty where texts are of ISO 8601, or where it is wrong, which is then among the problems. */
    Optional<TimePattern> read(YamlMap column, TimePattern.Meaning meaning) {
        Optional<YamlScalar> format = column.map("logicalTypeOptions").flatMap(options -> options.text(FORMAT));
        if (format.isEmpty()) {
            refuse(column);
            return Optional.empty();
        }
        TimePattern pattern = pattern(format.get(), column);
        Optional<String> fault = pattern.fault(meaning);
        if (fault.isPresent()) {
            wrong(format.get(), fault.get(), "write such as " + example(meaning));
        } else {
            pattern.doubts().forEach(doubt -> wrong(format.get(), doubt.words(), remedy(doubt)));
        }
        return Optional.of(pattern)
                .filter(right -> fault.isEmpty() && right.doubts().isEmpty());
    }

    /** Tells of what {@code weirRead} says of a column without a pattern. */
    void refuse(YamlMap column) {
        WeirProperties.of(column, WeirProperties.READ)
                .ifPresent(read -> problems.add(
                        Code.INVALID_VALUE,
                        read.place(),
                        "'weirRead' stands on a column without a 'format' of dates or times",
                        "on a column it says what zone names and years of two digits mean",
                        "take it out; how files are written says 'weirRead' of the server"));
    }

    private TimePattern pattern(YamlScalar format, YamlMap column) {
        TimePattern alone = TimePattern.of(format.text());
        Optional<YamlNode> written = WeirProperties.of(column, WeirProperties.READ);
        written.ifPresent(read -> READ.check(read, problems));
        if (!(written.orElse(null) instanceof YamlMap read)) {
            return alone;
        }
        Set<Doubt> doubts = alone.doubts();
        return new TimePattern(
                format.text(),
                needed(ZONE_NAMES, read, doubts.contains(Doubt.ZONE_NAMES), "z or v")
                        .map(this::zones)
                        .orElse(Map.of()),
                needed(PIVOT_YEAR, read, doubts.contains(Doubt.TWO_DIGIT_YEARS), "yy")
                        .map(year -> pivot(year, read))
                        .orElse(TimePattern.NO_PIVOT));
    }

    private <T> Optional<T> needed(Field<T> field, YamlMap read, boolean isNeeded, String letters) {
        if (field.isIn(read) && !isNeeded) {
            problems.add(
                    Code.INVALID_VALUE,
                    field.placeOfKey(read),
                    "'" + field + "' of weirRead says nothing here",
                    "the column's 'format' has no " + letters,
                    "take it out");
            return Optional.empty();
        }
        return field.in(read);
    }

    private Map<String, String> zones(YamlMap names) {
        Map<String, String> zones = new HashMap<>();
        Set<String> seen = new TreeSet<>();
        names.entries().forEach((name, entry) -> {
            if (name.isBlank() || !seen.add(name.toLowerCase(Locale.ROOT))) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        entry.key(),
                        "'zoneNames' has '" + name + "'" + (name.isBlank() ? "" : " in other letters, too"),
                        "a text is compared with each name, whatever its case",
                        "keep one name for each zone");
                return;
            }
            zone(name, entry.value()).ifPresent(zone -> zones.put(name, zone));
        });
        return zones;
    }

    private Optional<String> zone(String name, YamlNode value) {
        Optional<String> zone = FieldKinds.SOMETHING.value().apply(value); // none has been reported
        try {
            return zone.map(ZoneId::of).map(ZoneId::getId);
        } catch (DateTimeException noZone) {
            problems.add(
                    Code.INVALID_VALUE,
                    value.place(),
                    "there is no time zone '" + zone.orElse("") + "', which '" + name + "' is to mean",
                    "it is one of the IANA time zone database, or an offset from UTC",
                    "write such as Asia/Shanghai or \"+08:00\"");
            return Optional.empty();
        }
    }

    private int pivot(BigInteger year, YamlMap read) {
        if (year.compareTo(BigInteger.valueOf(LAST_PIVOT)) > 0) {
            problems.add(
                    Code.INVALID_VALUE,
                    PIVOT_YEAR.place(read),
                    "'pivotYear' is " + year,
                    "it is the first of the hundred years that years of two digits are of",
                    "write such as 1930: 29 is 2029 then, and 30 is 1930");
            return LAST_PIVOT;
        }
        return year.intValue();
    }

    private void wrong(YamlScalar format, String why, String remedy) {
        problems.add(Code.INVALID_VALUE, format.place(), "'format' is '" + format.text() + "'", why, remedy);
    }

    private static String remedy(Doubt doubt) {
        return "say on the column "
                + switch (doubt) {
                    case ZONE_NAMES ->
                        "which zone or offset each name means: { property: weirRead, value: { zoneNames: { CST: Asia/Shanghai } } }";
                    case TWO_DIGIT_YEARS ->
                        "with which year the hundred begin that they are of: { property: weirRead, value: { pivotYear: 1930 } }";
                };
    }

    private static String example(TimePattern.Meaning meaning) {
        return switch (meaning) {
            case DAY -> "yyyy-MM-dd or dd/MM/yyyy";
            case MOMENT -> "yyyy-MM-dd HH:mm:ss";
            case TIME -> "HH:mm:ss";
        };
    }
}
