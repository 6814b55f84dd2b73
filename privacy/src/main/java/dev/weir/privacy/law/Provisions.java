package dev.weir.privacy.law;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.DataGrade;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.text.Word;
import dev.weir.privacy.law.Category.Term;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A law pack besides its categories.
 *
 * @param instruments laws, rules and standards, by their short names
 * @param grades of data for the country
 * @param thresholds by id
 * @param openPoints what counsel has to settle, with the answers that are used until then
 * @param gate what it asks and decides by
 * @param leaks by category
 * @param calendar of working days
 */
public record Provisions(
        Map<String, Instrument> instruments,
        Map<DataGrade.Level, Grade> grades,
        Map<String, Threshold> thresholds,
        List<OpenPoint> openPoints,
        GateTable gate,
        Map<String, LeakRate> leaks,
        WorkCalendar calendar) {

    public Provisions {
        instruments = ordered(instruments);
        grades = Collections.unmodifiableMap(new EnumMap<>(grades));
        thresholds = ordered(thresholds);
        openPoints = List.copyOf(openPoints);
        leaks = ordered(leaks);
    }

    /**
     * What the gate asks and decides by.
     *
     * @param facts what it asks, and of whom
     * @param mechanisms what a transfer may rest on
     * @param rows in their order; the first denies what is unknown, the last decides what is left
     */
    public record GateTable(
            Map<GateFact, FactTerms> facts,
            Map<TransferMechanism.Type, MechanismTerms> mechanisms,
            List<GateRow> rows) {
        public GateTable {
            facts = Collections.unmodifiableMap(new EnumMap<>(facts));
            mechanisms = Collections.unmodifiableMap(new EnumMap<>(mechanisms));
            rows = List.copyOf(rows);
        }
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** How many people may have one day in a shifted column; a pack that has none goes by the usual share. */
    public LeakRate shiftedDates() {
        return leaks.getOrDefault("DATE", new LeakRate("DATE", new LeakRate.Shares(0.25, 0.25), 5, List.of(), ""));
    }

    /** The number of a threshold that every pack has. */
    public long threshold(ThresholdId id) {
        return requireNonNull(thresholds.get(id.key()), "every pack has each").value();
    }

    /** The answer that is used to an open point. */
    public boolean is(CounselSetting setting) {
        return openPoints.stream()
                .filter(point -> point.setting().filter(setting::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every pack answers " + setting.key()))
                .value();
    }

    public MechanismTerms terms(TransferMechanism.Type type) {
        return requireNonNull(gate.mechanisms().get(type), "every pack has each");
    }

    /** What a fact is, and whose it is to give. */
    public FactTerms terms(GateFact fact) {
        return requireNonNull(gate.facts().get(fact), "every pack has each");
    }

    /** The instrument that an article belongs to: the longest name that it begins with. */
    public Optional<Instrument> instrument(String article) {
        return instrument(article, instruments);
    }

    static Optional<Instrument> instrument(String article, Map<String, Instrument> instruments) {
        return instruments.values().stream()
                .filter(instrument -> article.equals(instrument.name()) || article.startsWith(instrument.name() + " "))
                .max(Comparator.comparingInt(instrument -> instrument.name().length()));
    }

    /** The day since which all of these articles are in force; empty when there are none. */
    public Optional<LocalDate> inForceFrom(List<String> articles) {
        return articles.stream()
                .flatMap(article -> instrument(article).stream())
                .map(Instrument::inForceFrom)
                .max(LocalDate::compareTo);
    }

    /**
     * A law, rule or standard.
     *
     * @param name the short one that articles begin with
     * @param title in two languages
     */
    public record Instrument(String name, Term title, LocalDate inForceFrom, String note) {}

    public record Grade(DataGrade.Level level, String term, List<String> articles, String note) {
        public Grade {
            articles = List.copyOf(articles);
        }
    }

    /** A number of the law. */
    public record Threshold(String id, long value, Unit unit, List<String> articles, String note) {
        public Threshold {
            articles = List.copyOf(articles);
        }
    }

    /** What a threshold counts. */
    public enum Unit implements Word {
        PEOPLE,
        RECORDS,
        YEARS,
        MONTHS,
        WORKING_DAYS
    }

    /** The thresholds that every pack has, with their units. */
    public enum ThresholdId {
        CONTRACT_PEOPLE(Unit.PEOPLE),
        CONTRACT_SENSITIVE_PEOPLE(Unit.PEOPLE),
        ASSESSMENT_PEOPLE(Unit.PEOPLE),
        ASSESSMENT_SENSITIVE_PEOPLE(Unit.PEOPLE),
        MINOR_AGE(Unit.YEARS),
        HEALTH_RECORDS_ABROAD(Unit.RECORDS),
        GENOME_PEOPLE(Unit.PEOPLE),
        ASSESSMENT_VALIDITY(Unit.YEARS),
        CERTIFICATE_VALIDITY(Unit.YEARS),
        ASSESSMENT_RENEWAL(Unit.WORKING_DAYS),
        CERTIFICATE_RENEWAL(Unit.MONTHS),
        CONTRACT_FILING(Unit.WORKING_DAYS),
        IMPACT_ASSESSMENT_KEPT(Unit.YEARS);

        private final Unit unit;

        ThresholdId(Unit unit) {
            this.unit = unit;
        }

        /** Its id in packs, such as {@code contract-people}. */
        public String key() {
            return FieldKinds.word(this);
        }

        Unit unit() {
            return unit;
        }

        static List<String> keys() {
            return Stream.of(values()).map(ThresholdId::key).toList();
        }
    }

    /**
     * Something that counsel has to settle.
     *
     * @param setting what hangs on it; empty when nothing does
     * @param value the answer that is used
     * @param answer the same in words
     */
    public record OpenPoint(
            String id,
            String question,
            Optional<CounselSetting> setting,
            boolean value,
            String answer,
            List<String> articles) {
        public OpenPoint {
            articles = List.copyOf(articles);
        }
    }

    /**
     * A mechanism in law.
     *
     * @param validity the threshold with its length; empty when the document has its last day
     * @param owner whose it is to get, a role
     */
    public record MechanismTerms(
            TransferMechanism.Type type,
            Term name,
            Optional<String> validity,
            String owner,
            List<String> articles,
            String note) {
        public MechanismTerms {
            articles = List.copyOf(articles);
        }
    }

    /**
     * A fact of the gate.
     *
     * @param owner whose it is to give, and where
     */
    public record FactTerms(GateFact fact, Term name, String owner) {}

    /**
     * How many values of a harmless column may look like data of a category.
     *
     * @param shares of the values
     * @param atLeast different ones; fewer never stop a run
     */
    public record LeakRate(String category, Shares shares, int atLeast, List<String> articles, String note) {

        /** Different values are told apart up to here. */
        static final int MOST = 32;

        public LeakRate {
            articles = List.copyOf(articles);
            if (atLeast < 1 || atLeast > MOST) {
                throw new IllegalArgumentException("Different values are counted from 1 to " + MOST);
            }
        }

        /**
         * Shares that may not be exceeded; one of them is enough to stop a run.
         *
         * @param any of values that hold it, alone or among other text
         * @param inside of values that hold it among other text
         */
        public record Shares(double any, double inside) {
            public Shares {
                if (!(any >= 0 && any < 1) || !(inside >= 0 && inside < 1)) {
                    throw new IllegalArgumentException("A share is from 0 to below 1");
                }
            }
        }
    }
}
