package dev.weir.contracts.standard;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Weir's own files, and those of its own words in contracts that have fields. Editors have them as JSON schemas. */
public final class WeirFiles {

    private static final String SCHEMA = "$schema";

    private static final String WORKSPACE_BOOK = "weir.yaml";
    private static final String RULES_BOOK = "a rule file";
    private static final String OWN_BOOK = "Weir";

    private static final String WAIVERS_BOOK = "waivers.yaml";

    private static final String PLAIN = "^[A-Za-z0-9][A-Za-z0-9_-]*$";

    private static final Kind SEVERITY = Kinds.oneOf("block", "quarantine", "warn");
    private static final Kind DIMENSION = Kinds.oneOf(
            "accuracy", "completeness", "conformity", "consistency", "coverage", "timeliness", "uniqueness");

    private static final Shape CATALOGUE = Shape.of("a profile's catalogue", WORKSPACE_BOOK)
            .required("type", Kinds.TEXT)
            .optional(Kinds.TEXT, "store", "user", "password")
            .open()
            .build();

    private static final Shape LINEAGE = Shape.of("a profile's lineage", WORKSPACE_BOOK)
            .required("transport", Kinds.OPEN_OBJECT)
            .build();

    private static final Shape KEYS = Shape.of("a profile's keys", WORKSPACE_BOOK)
            .optional(Kinds.TEXT, "store", "passwordFile", "module")
            .optional("password", Kinds.SINGLE)
            .optional("pin", Kinds.SINGLE)
            .build();

    private static final Shape RELEASES = Shape.of("a profile's releases", WORKSPACE_BOOK)
            .required("store", Kinds.TEXT)
            .optional(Kinds.TEXT, "user", "password")
            .build();

    private static final Shape TIMESTAMPS = Shape.of("a profile's time stamps", WORKSPACE_BOOK)
            .required("url", Kinds.TEXT)
            .required("trust", Kinds.TEXT)
            .build();

    private static final Shape SIGNING = Shape.of("a profile's signing", WORKSPACE_BOOK)
            .optional("algorithm", Kinds.oneOf("ed25519", "sm2"))
            .optional(Kinds.TEXT, "key", "public")
            .optional("timestamps", Kinds.object(TIMESTAMPS))
            .build();

    private static final Shape SOURCES = Shape.of("a profile's sources", WORKSPACE_BOOK)
            .required("roots", Kinds.TEXTS)
            .build();

    private static final Shape PROFILE = Shape.of("a profile", WORKSPACE_BOOK)
            .optional("warehouse", Kinds.TEXT)
            .optional("catalogue", Kinds.object(CATALOGUE))
            .optional("lineage", Kinds.object(LINEAGE))
            .optional("releases", Kinds.object(RELEASES))
            .optional("keys", Kinds.object(KEYS))
            .optional("signing", Kinds.object(SIGNING))
            .optional("sources", Kinds.object(SOURCES))
            .optional("spark", Kinds.entriesOf(Kinds.SINGLE))
            .build();

    private static final Shape PROCESSOR = Shape.of("the processor", WORKSPACE_BOOK)
            .optional("id", Kinds.like(PLAIN, "letters, digits, '_' and '-'"))
            .optional(Kinds.TEXT, "name", "region", "zone")
            .optional("freeTradeZone", Kinds.oneOf("none", "not-covered", "outside-list", "listed-sc", "listed-sa"))
            .optional(Kinds.FLAG, "criticalInfrastructure", "foreignControlled", "stateOrgan")
            .build();

    private static final Kind HASH = Kinds.like("^[0-9a-f]{64}$", "64 hex digits in lower case");

    private static final Kind CODE = Kinds.like("^[A-Z][A-Z0-9_]*$", "a category's code, such as NAME");

    private static final Shape MODEL = Shape.of("a model", WORKSPACE_BOOK)
            .required("model", Kinds.TEXT)
            .required("sha256", HASH)
            .required("finds", Kinds.entriesOf(CODE))
            .optional("minimum", Kinds.PROBABILITY)
            .build();

    private static final Shape LAW = Shape.of("the law", WORKSPACE_BOOK)
            .required("pack", Kinds.TEXT)
            .optional("sha256", HASH)
            .optional("overlay", Kinds.TEXT)
            .optional("processor", Kinds.object(PROCESSOR))
            .build();

    private static final Shape ALL_RELEASES = Shape.of("a workspace's releases", WORKSPACE_BOOK)
            .optional("contentHash", Kinds.oneOf("sha256-sum", "lthash"))
            .build();

    private static final Shape WORKSPACE = Shape.of("a workspace", WORKSPACE_BOOK)
            .optional(SCHEMA, Kinds.TEXT)
            .required("workspace", Kinds.TEXT)
            .optional(Kinds.TEXT, "default", "defaultTimezone")
            .required("profiles", Kinds.entriesOf(Kinds.object(PROFILE)))
            .required("law", Kinds.object(LAW))
            .optional("releases", Kinds.object(ALL_RELEASES))
            .optional("detect", Kinds.listOf(Kinds.object(MODEL)))
            .build();

    private static final Kind KEEP =
            Kinds.like("^(first|last) by \\S", "'first by' or 'last by' and a column, such as 'last by updated_at'");

    private static final Shape OVERRIDE = Shape.of("an override", RULES_BOOK)
            .required("override", Kinds.TEXT)
            .required("severity", SEVERITY)
            .optional(Kinds.TEXT, "owner", "because")
            .optional("keep", KEEP)
            .optional(Kinds.DAY, "from", "until")
            .optional("threshold", Kinds.SHARE)
            .optional("tags", Kinds.TEXTS)
            .build();

    private static final Shape BASELINE = Shape.of("'against' of a drift", RULES_BOOK)
            .optional(Kinds.POSITION, "release", "window")
            .further(oneOf("'against' of a drift", "release", "window"))
            .build();

    private static final Kind SEASON = Kinds.oneOf(
            Stream.of(Rule.Season.values()).map(Rule.Season::toString).toList());

    private static final Shape DRIFT = Shape.of("a drift", RULES_BOOK)
            .required(
                    "measure",
                    Kinds.oneOf(Stream.of(Rule.Measure.values())
                            .map(Rule.Measure::toString)
                            .toList()))
            .optional("column", Kinds.TEXT)
            .optional("against", Kinds.either(Kinds.oneOf("last-release"), Kinds.object(BASELINE)))
            .optional("season", Kinds.either(SEASON, Kinds.someOf(SEASON)))
            .optional(Kinds.NUMBER, "atMost", "atLeast")
            .optional(
                    "alarm",
                    Kinds.like(
                            "^once in ([2-9]|[1-9][0-9]{1,5}) releases$",
                            "how often chance may raise it, such as 'once in 100 releases'"))
            .further(WeirFiles::boundOfDrift)
            .build();

    private static final Shape DEPENDS = Shape.of("a dependency", RULES_BOOK)
            .required("on", Kinds.someOf(Kinds.TEXT))
            .required("column", Kinds.TEXT)
            .optional("by", Kinds.oneOf("majority"))
            .build();

    private static final Shape OWN_RULE =
            ownRule().required("owner", Kinds.TEXT).build();

    private static final Shape RULE = Shape.of("a rule", RULES_BOOK)
            .variant(rule -> rule.has("override") ? OVERRIDE : OWN_RULE)
            .build();

    /** For a rule of a pack somebody else may answer: whoever uses it. */
    private static final Shape SHARED_RULE =
            ownRule().optional("owner", Kinds.TEXT).build();

    private static final Shape PACK_RULE = Shape.of("a rule", RULES_BOOK)
            .variant(rule -> rule.has("override") ? OVERRIDE : SHARED_RULE)
            .build();

    private static final Shape USE = Shape.of("the use of a pack", RULES_BOOK)
            .required("pack", Kinds.TEXT)
            .optional(Kinds.TEXT, "table", "owner")
            .optional("severity", SEVERITY)
            .optional("with", Kinds.entriesOf(Kinds.SINGLE))
            .build();

    private static final Shape RULES = Shape.of("a rule file", RULES_BOOK)
            .optional(SCHEMA, Kinds.TEXT)
            .required("contract", Kinds.TEXT)
            .optional("use", Kinds.either(Kinds.TEXT, Kinds.listOf(Kinds.either(Kinds.TEXT, Kinds.object(USE)))))
            .optional("rules", Kinds.listOf(Kinds.object(RULE)))
            .build();

    private static final Shape PACK = Shape.of("a rule pack", RULES_BOOK)
            .optional(SCHEMA, Kinds.TEXT)
            .required("pack", Kinds.TEXT)
            .optional("description", Kinds.TEXT)
            .optional(Kinds.TEXTS, "parameters", "optional")
            .required("rules", Kinds.listOf(Kinds.object(PACK_RULE)))
            .build();

    private static final Shape WAIVER = Shape.of("a waiver", WAIVERS_BOOK)
            .required("rule", Kinds.TEXT)
            .optional("product", Kinds.TEXT)
            .required("until", Kinds.DAY)
            .required("by", Kinds.TEXT)
            .required("because", Kinds.TEXT)
            .build();

    private static final Kind SOMETHING = Kinds.like("\\S", "a text that says something");

    private static final Shape HARMLESS = Shape.of("a harmless column", WAIVERS_BOOK)
            .required("column", Kinds.like("^[^.]+[.].+$", "a table and a column, such as orders.code"))
            .optional("product", Kinds.TEXT)
            .required("looksLike", Kinds.someOf(Kinds.TEXT))
            .required("until", Kinds.DAY)
            .required("by", SOMETHING)
            .required("because", SOMETHING)
            .build();

    private static final Shape WAIVERS = Shape.of("the file of waivers", WAIVERS_BOOK)
            .optional(SCHEMA, Kinds.TEXT)
            .optional("waivers", Kinds.listOf(Kinds.object(WAIVER)))
            .optional("harmless", Kinds.listOf(Kinds.object(HARMLESS)))
            .further(WeirFiles::oneList)
            .build();

    private static final Shape GRADE = Shape.of("weirGrade", OWN_BOOK)
            .required("grade", Kinds.oneOf("general", "important", "core"))
            .optional("geneticResources", Kinds.oneOf("none", "ordinary", "article-37"))
            .optional("checkedBy", Kinds.TEXT)
            .optional("checkedOn", Kinds.DAY)
            .build();

    private static final Shape UNREADABLE =
            Shape.of("weirUnreadable", OWN_BOOK).required("atMost", Kinds.PART).build();

    private static final Map<String, Shape> LOADS = Map.of(
            "replace", Shape.of("weirLoad", OWN_BOOK).build(),
            "append",
                    Shape.of("weirLoad", OWN_BOOK)
                            .required("interval", Kinds.TEXT)
                            .optional("leftOut", Kinds.oneOf("warn", "block", "allow"))
                            .build(),
            "incremental",
                    Shape.of("weirLoad", OWN_BOOK)
                            .optional("source", Kinds.TEXT)
                            .build(),
            "merge",
                    Shape.of("weirLoad", OWN_BOOK)
                            .required("order", Kinds.TEXT)
                            .optional(Kinds.TEXT, "deletes", "source")
                            .optional("history", Kinds.oneOf("latest", "type-2"))
                            .optional("leftOut", Kinds.oneOf("warn", "block", "allow"))
                            .build());

    /** Of a mode that is none only the mode is told. */
    private static final Shape ANY_LOAD = Shape.of("weirLoad", OWN_BOOK).open().build();

    private static final Shape LOAD = Shape.of("weirLoad", OWN_BOOK)
            .required("mode", Kinds.oneOf("replace", "append", "incremental", "merge"))
            .variant(load -> LOADS.getOrDefault(load.textOrEmpty("mode"), ANY_LOAD))
            .build();

    private WeirFiles() {}

    /** A rule without its owner. */
    private static Shape.Builder ownRule() {
        return Shape.of("a rule", RULES_BOOK)
                .required("id", Kinds.TEXT)
                .optional(Kinds.TEXT, "table", "row", "check", "join", "where")
                .optional("drift", Kinds.object(DRIFT))
                .optional("depends", Kinds.object(DEPENDS))
                .optional("of", Kinds.oneOf("released", "produced"))
                .required("severity", SEVERITY)
                .required("dimension", DIMENSION)
                .required("because", Kinds.TEXT)
                .optional(Kinds.TEXTS, "columns", "tags")
                .optional("keep", KEEP)
                .optional(Kinds.DAY, "from", "until")
                .optional("threshold", Kinds.SHARE)
                .further(WeirFiles::oneCheck);
    }

    /** Tells everything that is wrong with {@code weir.yaml}. */
    public static void checkWorkspace(YamlNode document, Problems problems) {
        WORKSPACE.check(document, problems);
    }

    /** Tells everything that is wrong with a rule file. */
    public static void checkRules(YamlNode document, Problems problems) {
        RULES.check(document, problems);
    }

    /** Tells everything that is wrong with a rule pack. */
    public static void checkPack(YamlNode document, Problems problems) {
        PACK.check(document, problems);
    }

    /** Tells everything that is wrong with {@code waivers.yaml}. */
    public static void checkWaivers(YamlNode document, Problems problems) {
        WAIVERS.check(document, problems);
    }

    /** Tells everything that is wrong with {@code recipients.yaml}. */
    public static void checkRecipients(YamlNode document, Problems problems) {
        RecipientsFile.check(document, problems);
    }

    /** Tells everything that is wrong with the value of {@code weirUnreadable}. */
    public static void checkUnreadable(YamlNode value, Problems problems) {
        UNREADABLE.check(value, problems);
    }

    /** Tells everything that is wrong with the value of {@code weirGrade}. */
    public static void checkGrade(YamlNode value, Problems problems) {
        GRADE.check(value, problems);
    }

    /** Tells everything that is wrong with the value of {@code weirLoad}, in its long form. */
    public static void checkLoad(YamlNode value, Problems problems) {
        LOAD.check(value, problems);
    }

    private static void oneList(YamlMap file, Problems problems) {
        if (!file.has("waivers") && !file.has("harmless")) {
            problems.add(
                    Code.MISSING_FIELD,
                    file.place(),
                    "the file of waivers says nothing",
                    WAIVERS_BOOK + " has a list of waivers, or of harmless columns",
                    "add 'waivers' or 'harmless', or take the file out");
        }
    }

    private static void oneCheck(YamlMap rule, Problems problems) {
        List<String> found = new ArrayList<>();
        for (String kind : List.of("row", "check", "drift", "depends")) {
            if (rule.has(kind)) {
                found.add(kind);
            }
        }
        if (found.isEmpty()) {
            problems.add(
                    Code.MISSING_FIELD,
                    rule.place(),
                    "a rule says nothing that must hold",
                    RULES_BOOK + " asks for one of row, check, drift, depends",
                    "add 'row' with a predicate of Spark SQL, or 'check' with a DQDL rule");
        } else if (found.size() > 1) {
            problems.add(
                    Code.INVALID_VALUE,
                    rule.placeOfKey(found.get(1)),
                    "a rule has " + String.join(" and ", found),
                    "a rule says one thing",
                    "write one rule for each");
        }
    }

    /** Of two keys there is one. */
    /** One bound at most; a row-count is forecast, so that chance says nothing of it. */
    private static void boundOfDrift(YamlMap map, Problems problems) {
        if (map.has("atMost") && map.has("atLeast")) {
            problems.add(
                    Code.INVALID_VALUE,
                    map.placeOfKey("atLeast"),
                    "a drift has 'atMost' and 'atLeast'",
                    RULES_BOOK + " asks for one of them",
                    "take one of them out");
        }
        if (!map.textOrEmpty("measure").equals(Rule.Measure.ROW_COUNT.toString())) {
            return;
        }
        if (map.has("alarm")) {
            problems.add(
                    Code.INVALID_RULE,
                    map.placeOfKey("alarm"),
                    "a drift by row-count has an 'alarm'",
                    "numbers of rows follow no law of chance that is known: they are forecast",
                    "write such as 'atMost: 3', in standard deviations");
        } else if (!map.has("atMost") && !map.has("atLeast")) {
            problems.add(
                    Code.MISSING_FIELD,
                    map.place(),
                    "a drift by row-count has no 'atMost'",
                    "it says how many standard deviations from the forecast are right",
                    "add such as 'atMost: 3'");
        }
    }

    private static Shape.Further oneOf(String noun, String one, String other) {
        return (map, problems) -> {
            if (map.has(one) == map.has(other)) {
                problems.add(
                        map.has(one) ? Code.INVALID_VALUE : Code.MISSING_FIELD,
                        map.has(one) ? map.placeOfKey(other) : map.place(),
                        noun + " has " + (map.has(one) ? "'" + one + "' and" : "neither '" + one + "' nor") + " '"
                                + other + "'",
                        RULES_BOOK + " asks for one of them",
                        map.has(one) ? "take one of them out" : "add the one that is meant");
            }
        };
    }
}
