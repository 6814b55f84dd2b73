package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataGrade;
import dev.weir.contracts.Mechanism;
import dev.weir.contracts.Problems;
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
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a law pack says besides its categories. Articles have to belong to an instrument of the pack. */
final class ProvisionsReader {

    static final List<String> SECTIONS = List.of(
            "instruments", "grades", "thresholds", "openPoints", "mechanisms", "facts", "gate", "leaks", "calendar");

    private static final String ARTICLES = "articles";
    private static final String NOTE = "note";
    private static final String ENGLISH = "english";
    private static final String CHINESE = "chinese";
    private static final String OWNER = "owner";
    private static final String VALUE = "value";
    private static final String NONE = "none";

    private final YamlNodes yaml;
    private final Problems problems;
    private final Map<String, Node> sections;
    private final Map<String, Instrument> instruments;

    ProvisionsReader(YamlNodes yaml, Problems problems, Map<String, Node> sections) {
        this.yaml = yaml;
        this.problems = problems;
        this.sections = sections;
        this.instruments = list("instruments", this::instrument, Instrument::name);
    }

    Optional<Provisions> read(Set<String> categories) {
        Map<DataGrade.Level, Grade> grades = list("grades", this::grade, Grade::level);
        Map<String, Threshold> thresholds = list("thresholds", this::threshold, Threshold::id);
        Map<String, OpenPoint> points = list("openPoints", this::openPoint, OpenPoint::id);
        Map<Mechanism.Type, MechanismTerms> mechanisms =
                list("mechanisms", node -> mechanism(node, thresholds.keySet()), MechanismTerms::type);
        Map<Fact, FactTerms> facts = list("facts", this::fact, FactTerms::fact);
        GateReader gate = new GateReader(yaml, problems, this, thresholds);
        Map<String, GateRow> rows = list("gate", gate::row, GateRow::id);
        gate.checkOrder(new ArrayList<>(rows.values()), yaml.node(sections, "gate"));
        Map<String, LeakRate> leaks = list("leaks", node -> leak(node, categories), LeakRate::category);
        Map<Integer, WorkCalendar.Year> calendar = new TreeMap<>();
        for (Node node : yaml.items(sections, "calendar")) {
            year(node, calendar);
        }
        complete("grades", Arrays.asList(DataGrade.Level.values()), grades.keySet());
        complete("thresholds", ThresholdId.keys(), thresholds.keySet());
        complete("mechanisms", Arrays.asList(Mechanism.Type.values()), mechanisms.keySet());
        complete("facts", Stream.of(Fact.values()).map(Fact::key).toList(), keys(facts.keySet()));
        List<String> answered = points.values().stream()
                .flatMap(point -> point.setting().stream().map(Setting::key))
                .toList();
        complete("openPoints", Stream.of(Setting.values()).map(Setting::key).toList(), answered);
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

    private static List<String> keys(Set<Fact> facts) {
        return facts.stream().map(Fact::key).toList();
    }

    /** The articles of an entry; each has to begin with the name of an instrument. */
    List<String> articles(Map<String, Node> fields, String key) {
        List<String> articles = new ArrayList<>();
        for (Node node : yaml.items(fields, key)) {
            String article = yaml.text(node);
            if (Provisions.instrument(article, instruments).isEmpty()) {
                yaml.unknown(
                        node,
                        "There is no instrument for the article",
                        "an article begins with the short name of one of the pack's instruments",
                        instruments.keySet());
            }
            articles.add(article);
        }
        return articles;
    }

    private <K, V> Map<K, V> list(String section, Function<Node, Optional<V>> reader, Function<V, K> key) {
        Map<K, V> read = new LinkedHashMap<>();
        for (Node node : yaml.items(sections, section)) {
            reader.apply(node).ifPresent(value -> {
                if (read.putIfAbsent(key.apply(value), value) != null) {
                    problems.add(
                            Code.DUPLICATE_NAME,
                            yaml.place(node),
                            "'" + key.apply(value) + "' is twice among the " + section,
                            "one name is one entry",
                            "take one out");
                }
            });
        }
        return read;
    }

    private void unsupported(Node node, String what, String only) {
        problems.add(
                Code.UNSUPPORTED,
                yaml.place(node),
                what,
                "Weir does not do that yet, and would not do what the page says",
                "write " + only);
    }

    /** Tells what every pack has and this one has not. */
    private void complete(String section, Collection<?> all, Collection<?> found) {
        for (Object each : all) {
            if (problems.isEmpty() && !found.contains(each)) {
                problems.add(
                        Code.MISSING_FIELD,
                        yaml.place(yaml.node(sections, section)),
                        "The " + section + " say nothing of '" + each + "'",
                        "Weir asks every pack for it",
                        "add it");
            }
        }
    }

    private Optional<Instrument> instrument(Node node) {
        Map<String, Node> fields = yaml.fields(node, List.of("name", ENGLISH, CHINESE, "inForceFrom", NOTE));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        return yaml.day(yaml.node(fields, "inForceFrom"))
                .map(day -> new Instrument(yaml.text(fields, "name"), term(fields), day, yaml.text(fields, NOTE)));
    }

    private Term term(Map<String, Node> fields) {
        return new Term(yaml.text(fields, ENGLISH), yaml.text(fields, CHINESE));
    }

    private Optional<Grade> grade(Node node) {
        Map<String, Node> fields = yaml.fields(node, List.of("grade", "term", ARTICLES, NOTE));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        List<String> articles = articles(fields, ARTICLES);
        return yaml.choice(fields, "grade", DataGrade.Level.class)
                .map(level -> new Grade(level, yaml.text(fields, "term"), articles, yaml.text(fields, NOTE)));
    }

    private Optional<Threshold> threshold(Node node) {
        Map<String, Node> fields = yaml.fields(node, List.of("id", VALUE, "unit", ARTICLES, NOTE));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        String id = yaml.text(fields, "id");
        OptionalLong value = yaml.number(fields, VALUE);
        Optional<Unit> unit = yaml.choice(fields, "unit", Unit.class);
        List<String> articles = articles(fields, ARTICLES);
        if (value.isEmpty() || unit.isEmpty()) {
            return Optional.empty();
        }
        if (id.equals(ThresholdId.MINOR_AGE.key()) && value.getAsLong() != Minors.AGE) {
            unsupported(yaml.node(fields, VALUE), "'" + id + "' is " + value.getAsLong(), Integer.toString(Minors.AGE));
        }
        for (ThresholdId known : ThresholdId.values()) {
            if (known.key().equals(id) && known.unit() != unit.get()) {
                yaml.invalid(fields, "unit", "is " + known.unit().word() + " for '" + id + "'");
            }
        }
        return Optional.of(new Threshold(id, value.getAsLong(), unit.get(), articles, yaml.text(fields, NOTE)));
    }

    private Optional<OpenPoint> openPoint(Node node) {
        Map<String, Node> fields = yaml.fields(node, List.of("id", "question", "setting", VALUE, "answer", ARTICLES));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        List<String> articles = articles(fields, ARTICLES);
        String setting = yaml.text(fields, "setting");
        String value = yaml.text(fields, VALUE);
        if (!value.equals("true") && !value.equals("false")) {
            yaml.invalid(fields, VALUE, "is true or false");
        }
        Optional<Setting> known = Setting.of(setting);
        if (known.isEmpty() && !setting.equals(NONE)) {
            yaml.unknown(
                    yaml.node(fields, "setting"),
                    "There is no setting",
                    "Weir has no switch of that name",
                    Stream.of(Setting.values()).map(Setting::key).toList());
        }
        if (known.isPresent() && !known.get().takes(value.equals("true"))) {
            unsupported(
                    yaml.node(fields, VALUE),
                    "'" + setting + "' is " + value,
                    Boolean.toString(known.get().stricter()));
        }
        return Optional.of(new OpenPoint(
                yaml.text(fields, "id"),
                yaml.text(fields, "question"),
                known,
                value.equals("true"),
                yaml.text(fields, "answer"),
                articles));
    }

    private Optional<MechanismTerms> mechanism(Node node, Set<String> thresholds) {
        Map<String, Node> fields =
                yaml.fields(node, List.of("type", ENGLISH, CHINESE, "validity", OWNER, ARTICLES, NOTE));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        List<String> articles = articles(fields, ARTICLES);
        String validity = yaml.text(fields, "validity");
        if (!validity.equals(NONE) && !thresholds.contains(validity)) {
            yaml.unknown(yaml.node(fields, "validity"), "There is no threshold", "the pack states none", thresholds);
        }
        return mechanismType(yaml.node(fields, "type"))
                .map(type -> new MechanismTerms(
                        type,
                        term(fields),
                        validity.equals(NONE) ? Optional.empty() : Optional.of(validity),
                        yaml.text(fields, OWNER),
                        articles,
                        yaml.text(fields, NOTE)));
    }

    /** A mechanism by its name. */
    Optional<Mechanism.Type> mechanismType(Node node) {
        List<Mechanism.Type> all = Arrays.asList(Mechanism.Type.values());
        Optional<Mechanism.Type> type = all.stream()
                .filter(known -> known.name().equals(yaml.text(node)))
                .findFirst();
        if (type.isEmpty()) {
            yaml.unknown(
                    node,
                    "There is no mechanism",
                    "Weir knows no other",
                    all.stream().map(Mechanism.Type::name).toList());
        }
        return type;
    }

    private Optional<FactTerms> fact(Node node) {
        Map<String, Node> fields = yaml.fields(node, List.of("fact", ENGLISH, CHINESE, OWNER));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        return factNamed(yaml.node(fields, "fact"))
                .map(fact -> new FactTerms(fact, term(fields), yaml.text(fields, OWNER)));
    }

    private Optional<Fact> factNamed(Node node) {
        Optional<Fact> fact = Fact.of(yaml.text(node));
        if (fact.isEmpty()) {
            yaml.unknown(
                    node,
                    "The gate has no fact",
                    "Weir finds out others",
                    Stream.of(Fact.values()).map(Fact::key).toList());
        }
        return fact;
    }

    private Optional<LeakRate> leak(Node node, Set<String> categories) {
        Map<String, Node> fields = yaml.fields(node, List.of("category", "rate", "inside", "atLeast", ARTICLES, NOTE));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        List<String> articles = articles(fields, ARTICLES);
        String category = yaml.text(fields, "category");
        if (!categories.contains(category)) {
            yaml.unknown(yaml.node(fields, "category"), "There is no category", "the pack states none", categories);
        }
        OptionalLong atLeast = yaml.number(fields, "atLeast");
        if (atLeast.isPresent() && (atLeast.getAsLong() < 1 || atLeast.getAsLong() > LeakRate.MOST)) {
            yaml.invalid(fields, "atLeast", "is a number from 1 to " + LeakRate.MOST);
            return Optional.empty();
        }
        OptionalDouble rate = share(fields, "rate");
        OptionalDouble inside = share(fields, "inside");
        if (rate.isEmpty() || inside.isEmpty() || atLeast.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LeakRate(
                category,
                new LeakRate.Shares(rate.getAsDouble(), inside.getAsDouble()),
                (int) atLeast.getAsLong(),
                articles,
                yaml.text(fields, NOTE)));
    }

    private OptionalDouble share(Map<String, Node> fields, String key) {
        String text = yaml.text(fields, key);
        if (!text.matches("0|0?\\.[0-9]{1,9}")) {
            yaml.invalid(fields, key, "is a share from 0 to below 1, such as 0.001");
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(text));
    }

    private void year(Node node, Map<Integer, WorkCalendar.Year> calendar) {
        Map<String, Node> fields = yaml.fields(node, List.of("year", "source", "holidays", "workdays"));
        if (fields.isEmpty()) {
            return;
        }
        String year = yaml.text(fields, "year");
        if (!year.matches("[0-9]{4}")) {
            yaml.invalid(fields, "year", "is a year such as 2026");
            return;
        }
        int number = Integer.parseInt(year);
        WorkCalendar.Year notice = new WorkCalendar.Year(
                yaml.text(fields, "source"), days(fields, "holidays", number), days(fields, "workdays", number));
        if (calendar.putIfAbsent(number, notice) != null) {
            yaml.invalid(node, "The year " + year + " is there twice", "a year has one notice", "take one out");
        }
    }

    /** Days, and spans of days as {@code first/last}. */
    private Set<LocalDate> days(Map<String, Node> fields, String key, int year) {
        Set<LocalDate> days = new TreeSet<>();
        for (Node node : yaml.items(fields, key)) {
            String[] ends = yaml.text(node).split("/", 2);
            Optional<LocalDate> first = Fact.day(ends[0]);
            Optional<LocalDate> last = Fact.day(ends[ends.length - 1]);
            if (first.isEmpty()
                    || last.isEmpty()
                    || last.get().isBefore(first.get())
                    || first.get().getYear() != year
                    || last.get().getYear() != year) {
                yaml.invalid(
                        node,
                        "'" + yaml.text(node) + "' is no day of " + year,
                        "a day is written year-month-day, and a span first/last",
                        "write such as 2026-10-01/2026-10-07");
            } else {
                first.get().datesUntil(last.get().plusDays(1)).forEach(days::add);
            }
        }
        return days;
    }
}
