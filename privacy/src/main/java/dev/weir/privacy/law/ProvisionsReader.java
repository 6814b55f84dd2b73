package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataGrade;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKind;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import dev.weir.privacy.law.Category.Term;
import dev.weir.privacy.law.Provisions.FactTerms;
import dev.weir.privacy.law.Provisions.Grade;
import dev.weir.privacy.law.Provisions.Instrument;
import dev.weir.privacy.law.Provisions.LeakRate;
import dev.weir.privacy.law.Provisions.MechanismTerms;
import dev.weir.privacy.law.Provisions.OpenPoint;
import dev.weir.privacy.law.Provisions.Threshold;
import dev.weir.privacy.law.Provisions.ThresholdId;
import dev.weir.privacy.law.Provisions.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads a law pack besides its categories. Articles have to belong to an instrument of the pack. */
final class ProvisionsReader {

    static final String BOOK = "the law pack";

    /** A single value as it is written, quoted or not. */
    static final FieldKind<String> WORD = FieldKinds.SCALAR.map(YamlScalar::text);

    static final FieldKind<LocalDate> DAY = FieldKinds.parsed("a day such as 2026-01-01", GateFact::day);

    private static final FieldKind<Long> NUMBER = matching("a whole number, in digits", "[0-9]{1,15}", Long::valueOf);
    private static final FieldKind<Double> SHARE =
            matching("a share from 0 to below 1, such as 0.001", "0|0?\\.[0-9]{1,9}", Double::valueOf);

    static final Field<String> ID = Field.required("id", WORD);
    static final Field<List<YamlScalar>> ARTICLES = Field.required("articles", FieldKinds.listOf(FieldKinds.SCALAR));
    static final Field<String> NOTE = Field.required("note", WORD);
    private static final Field<String> ENGLISH = Field.required("english", WORD);
    private static final Field<String> CHINESE = Field.required("chinese", WORD);
    private static final Field<String> OWNER = Field.required("owner", WORD);

    private static final Field<String> NAME = Field.required("name", WORD);
    private static final Field<LocalDate> IN_FORCE_FROM = Field.required("inForceFrom", DAY);
    private static final Shape INSTRUMENT =
            Shape.of("an instrument", BOOK, NAME, ENGLISH, CHINESE, IN_FORCE_FROM, NOTE);

    private static final Field<DataGrade.Level> LEVEL =
            Field.required("grade", FieldKinds.oneOf(DataGrade.Level.class));
    private static final Field<String> TERM = Field.required("term", WORD);
    private static final Shape GRADE = Shape.of("a grade", BOOK, LEVEL, TERM, ARTICLES, NOTE);

    private static final Field<Long> VALUE = Field.required("value", NUMBER);
    private static final Field<Unit> UNIT = Field.required("unit", FieldKinds.oneOf(Unit.class));
    private static final Shape THRESHOLD = Shape.of("a threshold", BOOK, ID, VALUE, UNIT, ARTICLES, NOTE);

    private static final Field<String> QUESTION = Field.required("question", WORD);
    private static final Field<YamlScalar> SETTING = Field.required("setting", FieldKinds.SCALAR);
    private static final Field<Boolean> USED =
            Field.required("value", matching("true or false", "true|false", Boolean::valueOf));
    private static final Field<String> ANSWER = Field.required("answer", WORD);
    private static final Shape OPEN_POINT =
            Shape.of("an open point", BOOK, ID, QUESTION, SETTING, USED, ANSWER, ARTICLES);

    private static final Field<YamlScalar> TYPE = Field.required("type", FieldKinds.SCALAR);
    private static final Field<YamlScalar> VALIDITY = Field.required("validity", FieldKinds.SCALAR);
    private static final Shape MECHANISM =
            Shape.of("a mechanism", BOOK, TYPE, ENGLISH, CHINESE, VALIDITY, OWNER, ARTICLES, NOTE);

    private static final Field<YamlScalar> FACT = Field.required("fact", FieldKinds.SCALAR);
    private static final Shape FACT_TERMS = Shape.of("a fact", BOOK, FACT, ENGLISH, CHINESE, OWNER);

    private static final Field<YamlScalar> CATEGORY = Field.required("category", FieldKinds.SCALAR);
    private static final Field<Double> RATE = Field.required("rate", SHARE);
    private static final Field<Double> INSIDE = Field.required("inside", SHARE);
    private static final Field<Long> AT_LEAST = Field.required("atLeast", NUMBER);
    private static final Shape LEAK =
            Shape.of("a rate of leaks", BOOK, CATEGORY, RATE, INSIDE, AT_LEAST, ARTICLES, NOTE);

    private static final Field<Integer> YEAR =
            Field.required("year", matching("a year such as 2026", "[0-9]{4}", Integer::valueOf));
    private static final Field<String> SOURCE = Field.required("source", WORD);
    private static final Field<List<YamlScalar>> HOLIDAYS =
            Field.required("holidays", FieldKinds.listOf(FieldKinds.SCALAR));
    private static final Field<List<YamlScalar>> WORKDAYS =
            Field.required("workdays", FieldKinds.listOf(FieldKinds.SCALAR));
    private static final Shape CALENDAR_YEAR =
            Shape.of("a year of the calendar", BOOK, YEAR, SOURCE, HOLIDAYS, WORKDAYS);

    private static final Field<List<YamlMap>> INSTRUMENTS = section("instruments", INSTRUMENT);
    private static final Field<List<YamlMap>> GRADES = section("grades", GRADE);
    private static final Field<List<YamlMap>> THRESHOLDS = section("thresholds", THRESHOLD);
    private static final Field<List<YamlMap>> OPEN_POINTS = section("openPoints", OPEN_POINT);
    private static final Field<List<YamlMap>> MECHANISMS = section("mechanisms", MECHANISM);
    private static final Field<List<YamlMap>> FACTS = section("facts", FACT_TERMS);
    private static final Field<List<YamlMap>> GATE = section("gate", GateReader.ROW);
    private static final Field<List<YamlMap>> LEAKS = section("leaks", LEAK);
    private static final Field<List<YamlMap>> CALENDAR = section("calendar", CALENDAR_YEAR);

    static final Field<?>[] SECTIONS = {
        INSTRUMENTS, GRADES, THRESHOLDS, OPEN_POINTS, MECHANISMS, FACTS, GATE, LEAKS, CALENDAR
    };

    private static final String NONE = "none";

    private final YamlMap document;
    private final Problems problems;
    private final Map<String, Instrument> instruments;

    /** @param document that has all sections; what is wrong inside them has been reported */
    ProvisionsReader(YamlMap document, Problems problems) {
        this.document = document;
        this.problems = problems;
        this.instruments = list(INSTRUMENTS, INSTRUMENT, this::instrument, Instrument::name);
    }

    private static <T> FieldKind<T> matching(String words, String pattern, Function<String, T> value) {
        return FieldKinds.parsed(
                words,
                text -> Optional.of(text)
                        .filter(written -> written.matches(pattern))
                        .map(value));
    }

    static Field<List<YamlMap>> section(String name, Shape entry) {
        return Field.required(name, FieldKinds.objects(entry));
    }

    Optional<Provisions> read(Set<String> categories) {
        Map<DataGrade.Level, Grade> grades = list(GRADES, GRADE, this::grade, Grade::level);
        Map<String, Threshold> thresholds = list(THRESHOLDS, THRESHOLD, this::threshold, Threshold::id);
        Map<String, OpenPoint> points = list(OPEN_POINTS, OPEN_POINT, this::openPoint, OpenPoint::id);
        Map<TransferMechanism.Type, MechanismTerms> mechanisms =
                list(MECHANISMS, MECHANISM, map -> mechanism(map, thresholds.keySet()), MechanismTerms::type);
        Map<GateFact, FactTerms> facts = list(FACTS, FACT_TERMS, this::fact, FactTerms::fact);
        GateReader gate = new GateReader(problems, this, thresholds);
        Map<String, GateRow> rows = list(GATE, GateReader.ROW, gate::row, GateRow::id);
        gate.checkOrder(new ArrayList<>(rows.values()), GATE.place(document));
        Map<String, LeakRate> leaks = list(LEAKS, LEAK, map -> leak(map, categories), LeakRate::category);
        Map<Integer, WorkCalendar.Year> calendar = new TreeMap<>();
        CALENDAR.of(document).stream().filter(CALENDAR_YEAR::isWhole).forEach(map -> year(map, calendar));
        complete(GRADES, Arrays.asList(DataGrade.Level.values()), grades.keySet());
        complete(THRESHOLDS, ThresholdId.keys(), thresholds.keySet());
        complete(MECHANISMS, Arrays.asList(TransferMechanism.Type.values()), mechanisms.keySet());
        complete(
                FACTS,
                GateFact.keys(),
                facts.keySet().stream().map(GateFact::key).toList());
        List<String> answered = points.values().stream()
                .flatMap(point -> point.setting().stream().map(CounselSetting::key))
                .toList();
        complete(OPEN_POINTS, CounselSetting.keys(), answered);
        return problems.isEmpty()
                ? Optional.of(new Provisions(
                        instruments,
                        grades,
                        thresholds,
                        List.copyOf(points.values()),
                        new Provisions.GateTable(facts, mechanisms, List.copyOf(rows.values())),
                        leaks,
                        new WorkCalendar(calendar)))
                : Optional.empty();
    }

    /** The articles of an entry; each has to begin with the name of an instrument. */
    List<String> articles(YamlMap entry) {
        for (YamlScalar article : ARTICLES.of(entry)) {
            if (Provisions.instrument(article.text(), instruments).isEmpty()) {
                unknown(
                        article,
                        "There is no instrument for the article",
                        "an article begins with the short name of one of the pack's instruments",
                        instruments.keySet());
            }
        }
        return ARTICLES.of(entry).stream().map(YamlScalar::text).toList();
    }

    /** Notes a name that refers to nothing. */
    void unknown(YamlScalar name, String what, String why, Collection<String> known) {
        problems.add(
                Code.UNKNOWN_NAME,
                name.place(),
                what + " '" + name.text() + "'",
                why,
                NearestName.remedy(name.text(), known, "write one of " + String.join(", ", known)));
    }

    /** Notes that a value is not what it must be. */
    void invalid(Field<?> field, YamlMap entry, String rule) {
        invalid(field.place(entry), "The value of '" + field + "' cannot be", "it " + rule, "write that");
    }

    void invalid(Place place, String what, String why, String remedy) {
        problems.add(Code.INVALID_VALUE, place, what, why, remedy);
    }

    /** The entries of a section that can be read, by what names them. */
    <K, V> Map<K, V> list(
            Field<List<YamlMap>> section, Shape shape, Function<YamlMap, Optional<V>> reader, Function<V, K> key) {
        Map<K, V> read = new LinkedHashMap<>();
        for (YamlMap entry : section.of(document)) {
            if (shape.isWhole(entry)) {
                reader.apply(entry).ifPresent(value -> {
                    if (read.putIfAbsent(key.apply(value), value) != null) {
                        problems.add(
                                Code.DUPLICATE_NAME,
                                entry.place(),
                                "'" + key.apply(value) + "' is twice among the " + section,
                                "one name is one entry",
                                "take one out");
                    }
                });
            }
        }
        return read;
    }

    private void unsupported(Place place, String what, String only) {
        problems.add(
                Code.UNSUPPORTED,
                place,
                what,
                "Weir does not do that yet, and would not do what the page says",
                "write " + only);
    }

    /** Tells what every pack has and this one has not. */
    private void complete(Field<?> section, Collection<?> all, Collection<?> found) {
        for (Object each : all) {
            if (problems.isEmpty() && !found.contains(each)) {
                problems.add(
                        Code.MISSING_FIELD,
                        section.place(document),
                        "The " + section + " say nothing of '" + each + "'",
                        "Weir asks every pack for it",
                        "add it");
            }
        }
    }

    private Optional<Instrument> instrument(YamlMap map) {
        return Optional.of(new Instrument(NAME.of(map), term(map), IN_FORCE_FROM.of(map), NOTE.of(map)));
    }

    private static Term term(YamlMap map) {
        return new Term(ENGLISH.of(map), CHINESE.of(map));
    }

    private Optional<Grade> grade(YamlMap map) {
        return Optional.of(new Grade(LEVEL.of(map), TERM.of(map), articles(map), NOTE.of(map)));
    }

    private Optional<Threshold> threshold(YamlMap map) {
        String id = ID.of(map);
        long value = VALUE.of(map);
        if (id.equals(ThresholdId.MINOR_AGE.key()) && value != Minors.AGE) {
            unsupported(VALUE.place(map), "'" + id + "' is " + value, Integer.toString(Minors.AGE));
        }
        for (ThresholdId known : ThresholdId.values()) {
            if (known.key().equals(id) && known.unit() != UNIT.of(map)) {
                invalid(UNIT, map, "is " + known.unit().word() + " for '" + id + "'");
            }
        }
        return Optional.of(new Threshold(id, value, UNIT.of(map), articles(map), NOTE.of(map)));
    }

    private Optional<OpenPoint> openPoint(YamlMap map) {
        YamlScalar setting = SETTING.of(map);
        boolean used = USED.of(map);
        Optional<CounselSetting> known = CounselSetting.of(setting.text());
        if (known.isEmpty() && !setting.text().equals(NONE)) {
            unknownSetting(setting);
        }
        if (known.isPresent() && !known.get().takes(used)) {
            unsupported(
                    USED.place(map),
                    "'" + setting.text() + "' is " + used,
                    Boolean.toString(known.get().stricter()));
        }
        return Optional.of(new OpenPoint(ID.of(map), QUESTION.of(map), known, used, ANSWER.of(map), articles(map)));
    }

    /** Notes a setting that there is not. */
    void unknownSetting(YamlScalar setting) {
        unknown(setting, "There is no setting", "Weir has no switch of that name", CounselSetting.keys());
    }

    private Optional<MechanismTerms> mechanism(YamlMap map, Set<String> thresholds) {
        List<String> articles = articles(map);
        YamlScalar validity = VALIDITY.of(map);
        boolean ends = !validity.text().equals(NONE);
        if (ends && !thresholds.contains(validity.text())) {
            unknown(validity, "There is no threshold", "the pack states none", thresholds);
        }
        return mechanismType(TYPE.of(map))
                .map(type -> new MechanismTerms(
                        type,
                        term(map),
                        ends ? Optional.of(validity.text()) : Optional.empty(),
                        OWNER.of(map),
                        articles,
                        NOTE.of(map)));
    }

    Optional<TransferMechanism.Type> mechanismType(YamlScalar name) {
        List<TransferMechanism.Type> all = Arrays.asList(TransferMechanism.Type.values());
        Optional<TransferMechanism.Type> type =
                all.stream().filter(known -> known.name().equals(name.text())).findFirst();
        if (type.isEmpty()) {
            unknown(
                    name,
                    "There is no mechanism",
                    "Weir knows no other",
                    all.stream().map(TransferMechanism.Type::name).toList());
        }
        return type;
    }

    private Optional<FactTerms> fact(YamlMap map) {
        Optional<GateFact> fact = GateFact.of(FACT.of(map).text());
        if (fact.isEmpty()) {
            unknown(FACT.of(map), "The gate has no fact", "Weir finds out others", GateFact.keys());
        }
        return fact.map(known -> new FactTerms(known, term(map), OWNER.of(map)));
    }

    private Optional<LeakRate> leak(YamlMap map, Set<String> categories) {
        List<String> articles = articles(map);
        YamlScalar category = CATEGORY.of(map);
        if (!categories.contains(category.text())) {
            unknown(category, "There is no category", "the pack states none", categories);
        }
        long atLeast = AT_LEAST.of(map);
        if (atLeast < 1 || atLeast > LeakRate.MOST) {
            invalid(AT_LEAST, map, "is a number from 1 to " + LeakRate.MOST);
            return Optional.empty();
        }
        return Optional.of(new LeakRate(
                category.text(),
                new LeakRate.Shares(RATE.of(map), INSIDE.of(map)),
                (int) atLeast,
                articles,
                NOTE.of(map)));
    }

    private void year(YamlMap map, Map<Integer, WorkCalendar.Year> calendar) {
        int year = YEAR.of(map);
        WorkCalendar.Year notice =
                new WorkCalendar.Year(SOURCE.of(map), days(HOLIDAYS.of(map), year), days(WORKDAYS.of(map), year));
        if (calendar.putIfAbsent(year, notice) != null) {
            invalid(map.place(), "The year " + year + " is there twice", "a year has one notice", "take one out");
        }
    }

    /** Days, and spans of days as {@code first/last}. */
    private Set<LocalDate> days(List<YamlScalar> written, int year) {
        Set<LocalDate> days = new TreeSet<>();
        for (YamlScalar span : written) {
            String[] ends = span.text().split("/", 2);
            Optional<LocalDate> first = GateFact.day(ends[0]);
            Optional<LocalDate> last = GateFact.day(ends[ends.length - 1]);
            if (first.isEmpty()
                    || last.isEmpty()
                    || last.get().isBefore(first.get())
                    || first.get().getYear() != year
                    || last.get().getYear() != year) {
                invalid(
                        span.place(),
                        "'" + span.text() + "' is no day of " + year,
                        "a day is written year-month-day, and a span first/last",
                        "write such as 2026-10-01/2026-10-07");
            } else {
                first.get().datesUntil(last.get().plusDays(1)).forEach(days::add);
            }
        }
        return days;
    }
}
