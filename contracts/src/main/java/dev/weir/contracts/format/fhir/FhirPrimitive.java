package dev.weir.contracts.format.fhir;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The primitive types of FHIR R4: what each is in JSON, and the texts that are values of it. */
public enum FhirPrimitive {
    BOOLEAN("boolean", Json.FLAG, ""),
    INTEGER("integer", Json.NUMBER, "-?[0-9]+"),
    UNSIGNED_INT("unsignedInt", Json.NUMBER, "[0-9]+"),
    POSITIVE_INT("positiveInt", Json.NUMBER, "[1-9][0-9]*"),
    DECIMAL("decimal", Json.NUMBER, ""),
    DATE("date", Json.TEXT, Form.DATE),
    DATE_TIME("dateTime", Json.TEXT, Form.DATE + "|" + Form.INSTANT),
    INSTANT("instant", Json.TEXT, Form.INSTANT),
    TIME("time", Json.TEXT, Form.CLOCK),
    STRING("string", Json.TEXT, ""),
    MARKDOWN("markdown", Json.TEXT, ""),
    CODE("code", Json.TEXT, "\\S++(?:\\s\\S++)*+"),
    ID("id", Json.TEXT, "[A-Za-z0-9.-]{1,64}"),
    URI("uri", Json.TEXT, "\\S+"),
    URL("url", Json.TEXT, "\\S+"),
    CANONICAL("canonical", Json.TEXT, "\\S+"),
    OID("oid", Json.TEXT, "urn:oid:[0-2](?:\\.(?:0|[1-9][0-9]*+))++"),
    UUID("uuid", Json.TEXT, "urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    BASE64_BINARY("base64Binary", Json.TEXT, "[0-9A-Za-z+/=\\s]+"),
    XHTML("xhtml", Json.TEXT, "");

    /** What values are in JSON. */
    public enum Json {
        TEXT,
        NUMBER,
        FLAG
    }

    private static final class Form {
        static final String DATE = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?";
        static final String CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?";
        static final String INSTANT =
                "[0-9]{4}-[0-9]{2}-[0-9]{2}T" + CLOCK + "(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))";
    }

    /** Whole numbers have 32 bits. */
    private static final int LONGEST_WHOLE = 11;

    /** What a date without month or day is tried with. */
    private static final String FIRST_DAY = "0000-01-01";

    private static final Map<String, FhirPrimitive> BY_NAME = new HashMap<>();

    static {
        for (FhirPrimitive each : values()) {
            BY_NAME.put(each.type, each);
        }
    }

    private final String type;
    private final Json json;
    private final Pattern form;

    FhirPrimitive(String type, Json json, String form) {
        this.type = type;
        this.json = json;
        this.form = Pattern.compile(form);
    }

    /** The primitive type of that name; empty where it is another type. */
    public static Optional<FhirPrimitive> of(String type) {
        return Optional.ofNullable(BY_NAME.get(type));
    }

    public String type() {
        return type;
    }

    public Json json() {
        return json;
    }

    public boolean isWhole() {
        return this == INTEGER || this == UNSIGNED_INT || this == POSITIVE_INT;
    }

    /** Whether its values may say less than a day. */
    public boolean isPartial() {
        return this == DATE || this == DATE_TIME;
    }

    /** Whether the text of a JSON value of the right kind is a value of the type. */
    public boolean has(String text) {
        if (text.isEmpty() || (!form.pattern().isEmpty() && !form.matcher(text).matches())) {
            return false;
        }
        return switch (this) {
            case INTEGER, UNSIGNED_INT, POSITIVE_INT ->
                text.length() <= LONGEST_WHOLE && Long.parseLong(text) == (int) Long.parseLong(text);
            case DATE, DATE_TIME, INSTANT -> isOfCalendar(text);
            default -> true;
        };
    }

    /** The month and day exist. */
    private static boolean isOfCalendar(String text) {
        String day = text.length() > 10 ? text.substring(0, 10) : text;
        try {
            return LocalDate.parse(day + FIRST_DAY.substring(day.length())).getYear() >= 1;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** What a text is not that is no value of the type. */
    public String expectation() {
        return String.format(Locale.ROOT, "not a %s of FHIR", type);
    }
}
