package dev.weir.privacy.law;

import dev.weir.contracts.TransferMechanism;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the gate has to know, in the words of its tables. A text that a fact does not take is unknown. */
public enum GateFact {
    /** The day of the transfer, in Asia/Shanghai. */
    EVAL_DATE("evalDate", Form.DAY),
    REQUEST_TYPE("requestType", "TRANSFER", "REMOTE_VIEW", "FOREIGN_AUTHORITY"),
    DATA_GRADE("dataGrade", "CORE", "IMPORTANT", "GENERAL"),
    /** Human genetic resources information. */
    HGR("hgr", "NONE", "ORDINARY", "ART37"),
    EXPORTER_FOREIGN("exporterForeign", "Y", "N"),
    HAS_PI("hasPI", "Y", "N"),
    /** An operator of critical information infrastructure. */
    CIIO("ciio", "Y", "N"),
    /** The free trade zone's list. */
    FTZ("ftz", "NONE", "NOT_COVERED", "OUTSIDE_LIST", "LISTED_SC", "LISTED_SA"),
    EXEMPTION("exemption", "NONE", "TRANSIT", "CONTRACT", "HR", "EMERGENCY"),
    LEDGER_YEAR("ledgerYear", Form.YEAR),
    /** People with personal information that went out before, in the ledger's year. */
    LEDGER_N("ledgerN", Form.COUNT),
    /** The same of sensitive personal information. */
    LEDGER_S("ledgerS", Form.COUNT),
    /** People of this transfer who are not in the ledger. */
    NEW_N("newN", Form.COUNT),
    NEW_S("newS", Form.COUNT),
    RECIPIENT_REGION("recipientRegion", Form.REGION),
    RECIPIENT_FOREIGN("recipientForeign", "Y", "N"),
    DUTIES("duties", "OK", "NO_NOTICE", "NO_CONSENT", "NO_PIPIA", "NA"),
    /** Those held: {@code -}, or {@code TYPE@lastValidDay} joined by {@code ;}. */
    MECHANISMS("mechanisms", Form.MECHANISMS),
    /** The recipient is on the list of PIPL 42. */
    RESTRICTED_LIST("restrictedList", "Y", "N"),
    /** The exporter is an organ of the state (PIPL 36). */
    STATE_ORGAN("stateOrgan", "Y", "N");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private enum Form {
        WORD("one of"),
        DAY("a day such as 2026-06-15"),
        YEAR("a year such as 2026"),
        COUNT("a whole number of people, in digits"),
        REGION("a country of ISO 3166-1, two capital letters"),
        MECHANISMS("'-', or TYPE@lastValidDay joined by ';', such as SC@2027-01-01;HGR_REPORT@2027-06-30");

        private final String words;

        Form(String words) {
            this.words = words;
        }
    }

    private final String key;
    private final Form form;
    /** Joined by a blank. */
    private final String words;

    GateFact(String key, Form form) {
        this.key = key;
        this.form = form;
        this.words = "";
    }

    GateFact(String key, String... words) {
        this.key = key;
        this.form = Form.WORD;
        this.words = String.join(" ", words);
    }

    /** Its name in tables and law packs, such as {@code evalDate}. */
    public String key() {
        return key;
    }

    /** The fact of that name. */
    public static Optional<GateFact> of(String key) {
        return Stream.of(values()).filter(fact -> fact.key.equals(key)).findFirst();
    }

    /** The names of all. */
    public static List<String> keys() {
        return Stream.of(values()).map(GateFact::key).toList();
    }

    /** The words that it takes; none where it takes something else. */
    public List<String> words() {
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }

    /** What it takes, for messages. */
    public String takes() {
        return form == Form.WORD ? form.words + " " + String.join(", ", words()) : form.words;
    }

    /** Whether a table may leave its column out: it is then {@code N}. */
    public boolean isExtra() {
        return this == RESTRICTED_LIST || this == STATE_ORGAN;
    }

    /** Whether it takes a text. */
    public boolean accepts(String text) {
        return switch (form) {
            case WORD -> words().contains(text);
            case DAY -> day(text).isPresent();
            case YEAR -> text.matches("[0-9]{4}");
            case COUNT -> text.matches("[0-9]{1,15}");
            case REGION -> COUNTRIES.contains(text);
            case MECHANISMS -> held(text).isPresent();
        };
    }

    public static Optional<LocalDate> day(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    /** The mechanisms that a text names; empty when it is not to be read. */
    public static Optional<Set<HeldMechanism>> held(String text) {
        Set<HeldMechanism> held = new TreeSet<>();
        if (text.equals("-")) {
            return Optional.of(held);
        }
        for (String part : text.split(";", -1)) {
            Optional<HeldMechanism> mechanism = mechanism(part);
            if (mechanism.isEmpty()) {
                return Optional.empty();
            }
            held.add(mechanism.get());
        }
        return Optional.of(held);
    }

    private static Optional<HeldMechanism> mechanism(String text) {
        String[] parts = text.split("@", 2);
        return Stream.of(TransferMechanism.Type.values())
                .filter(type -> parts.length == 2 && type.name().equals(parts[0]))
                .findFirst()
                .flatMap(type -> day(parts[1]).map(last -> new HeldMechanism(type, last)));
    }
}
