package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.WorkspaceFiles;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Rules shared between contracts: the workspace's own packs, then those that come with Weir. */
public final class RulePacks {

    private static final Field<String> WANTED = Field.required("pack", FieldKinds.SOMETHING);
    private static final Field<YamlMap> WITH = Field.optional("with", FieldKinds.entriesOf(FieldKinds.SINGLE));
    private static final Shape USE = Shape.of(
            "the use of a pack",
            RuleFiles.BOOK,
            WANTED,
            RuleReader.TABLE,
            Field.optional(
                    RuleReader.OWNER.name(), FieldKinds.SOMETHING, "Who answers for them; else the contract's owner."),
            Field.optional(
                    RuleReader.SEVERITY.name(),
                    RuleReader.SEVERITY.kind(),
                    "Of all rules of the pack, in place of their own."),
            WITH);

    static final Field<YamlNode> USES = Field.optional(
            "use",
            FieldKinds.either(
                    FieldKinds.SOMETHING,
                    FieldKinds.listOf(FieldKinds.either(FieldKinds.SOMETHING, FieldKinds.object(USE)))),
            "A pack by its name, or a list of them.");

    private static final Field<String> PACK =
            Field.required("pack", FieldKinds.SOMETHING, "The name by which rule files use it.");
    private static final Field<String> DESCRIPTION = Field.optional("description", FieldKinds.SOMETHING);
    private static final Field<List<String>> PARAMETERS =
            Field.optional("parameters", FieldKinds.TEXTS, "They have to be given.");
    private static final Field<List<String>> OPTIONAL =
            Field.optional("optional", FieldKinds.TEXTS, "A rule that names one is left out where it is not given.");
    private static final Field<List<YamlMap>> RULES = RuleReader.rules(RuleReader.OWNER.notRequired());

    public static final Shape SHAPE =
            Shape.of("a rule pack", RuleFiles.BOOK, Field.SCHEMA, PACK, DESCRIPTION, PARAMETERS, OPTIONAL, RULES);

    private static final String FOLDER = "packs/";

    private final Map<String, WorkspaceFiles.Document> packs = new LinkedHashMap<>();
    private final Problems problems;

    public RulePacks(Problems problems) {
        this.problems = problems;
    }

    /** Adds a pack; two of one name are a problem. */
    public void add(WorkspaceFiles.Document document) {
        Optional<YamlScalar> name = PACK.written(document.root());
        if (name.isPresent() && packs.putIfAbsent(name.get().text(), document) != null) {
            problems.add(
                    Code.DUPLICATE_NAME,
                    name.get().place(),
                    "there are two packs '" + name.get().text() + "'",
                    "the other stands in " + packs.get(name.get().text()).path(),
                    "rename one of them");
        }
    }

    /**
     * A use of a pack.
     *
     * @param name the pack's
     * @param options what is said beside it; nothing for a use by name alone
     */
    private record Use(YamlScalar name, Optional<YamlMap> options) {

        String pack() {
            return name.text().startsWith(FOLDER) ? name.text().substring(FOLDER.length()) : name.text();
        }

        Place place() {
            return options.map(YamlMap::place).orElse(name.place());
        }

        Optional<YamlScalar> option(Field<?> key) {
            return options.flatMap(key::written);
        }

        Map<String, YamlMap.Entry> given() {
            return options.flatMap(WITH::in).map(YamlMap::entries).orElse(Map.of());
        }
    }

    /** The rules of every pack that a file uses, filled in; the packs' files are added to those written. */
    List<YamlMap> rules(YamlMap file, Optional<Contract> contract, List<HashedFile> written) {
        List<YamlMap> rules = new ArrayList<>();
        for (Use use : uses(file)) {
            WorkspaceFiles.Document own = packs.get(use.pack());
            Optional<YamlMap> shipped = own == null ? BuiltInPacks.find(use.pack()) : Optional.empty();
            if (own != null) {
                written.add(own.file());
                rules.addAll(filled(use, own.root(), contract, Optional.empty()));
            } else if (shipped.isPresent()) {
                // people do not see the pack itself, so they are pointed at its use
                rules.addAll(filled(use, shipped.get(), contract, Optional.of(use.place())));
            } else {
                unknown(use);
            }
        }
        return rules;
    }

    private static List<Use> uses(YamlMap file) {
        List<Use> uses = new ArrayList<>();
        List<YamlNode> nodes = USES.in(file)
                .map(written -> written instanceof YamlList list ? list.items() : List.of(written))
                .orElse(List.of());
        for (YamlNode node : nodes) {
            if (node instanceof YamlMap map) {
                WANTED.written(map).ifPresent(name -> uses.add(new Use(name, Optional.of(map))));
            } else if (node instanceof YamlScalar name && name.sort() == YamlScalar.Sort.TEXT) {
                uses.add(new Use(name, Optional.empty()));
            }
        }
        return uses;
    }

    private void unknown(Use use) {
        Set<String> names = new TreeSet<>(packs.keySet());
        names.addAll(BuiltInPacks.NAMES);
        problems.add(
                Code.UNKNOWN_NAME,
                use.name().place(),
                "there is no pack '" + use.pack() + "'",
                "there are " + String.join(", ", names),
                NearestName.remedy(use.pack(), names, "name one of them, or write it in quality-rules/packs"));
    }

    private List<YamlMap> filled(Use use, YamlMap pack, Optional<Contract> contract, Optional<Place> place) {
        Optional<Table> table = contract.flatMap(known -> table(use, known));
        Optional<Map<String, String>> values = values(use, pack, table);
        if (values.isEmpty()) {
            return List.of();
        }
        PackInterpolation filling = new PackInterpolation(values.get(), OPTIONAL.or(pack, List.of()), place, problems);
        List<YamlMap> rules = new ArrayList<>();
        for (YamlMap rule : RULES.or(pack, List.of())) {
            filling.fill(rule)
                    .map(filled -> PackInterpolation.with(filled, RuleReader.TABLE, use.option(RuleReader.TABLE)))
                    .map(filled -> PackInterpolation.with(filled, RuleReader.SEVERITY, use.option(RuleReader.SEVERITY)))
                    .map(filled -> PackInterpolation.with(filled, RuleReader.OWNER, use.option(RuleReader.OWNER)))
                    .map(filled -> owned(filled, contract))
                    .ifPresent(rules::add);
        }
        if (rules.isEmpty()
                && contract.isPresent()
                && !RULES.or(pack, List.of()).isEmpty()) {
            problems.add(
                    Code.MISSING_FIELD,
                    use.place(),
                    "the use of the pack '" + use.pack() + "' brings in no rule",
                    "each of its rules needs some of " + String.join(", ", OPTIONAL.or(pack, List.of())),
                    "write '{ pack: " + use.pack() + ", with: { "
                            + OPTIONAL.or(pack, List.of()).get(0) + ": <your column> } }'");
        }
        return rules;
    }

    private static Optional<Table> table(Use use, Contract contract) {
        Optional<YamlScalar> named = use.option(RuleReader.TABLE);
        if (named.isPresent()) {
            return contract.table(named.get().text());
        }
        return contract.tables().size() == 1 ? Optional.of(contract.tables().get(0)) : Optional.empty();
    }

    /** The contract that uses a pack answers for its rules, unless the pack says otherwise. */
    private static YamlMap owned(YamlMap rule, Optional<Contract> contract) {
        if (RuleReader.OWNER.isIn(rule)
                || contract.isEmpty()
                || contract.get().about().owners().isEmpty()) {
            return rule;
        }
        return PackInterpolation.with(
                rule,
                RuleReader.OWNER,
                Optional.of(
                        PackInterpolation.text(contract.get().about().owners().get(0), rule.place())));
    }

    /** The parameters' values; empty when one is missing, which is then among the problems. */
    private Optional<Map<String, String>> values(Use use, YamlMap pack, Optional<Table> table) {
        List<String> needed = PARAMETERS.or(pack, List.of());
        List<String> known = new ArrayList<>(needed);
        known.addAll(OPTIONAL.or(pack, List.of()));
        Map<String, String> values = new LinkedHashMap<>();
        table.ifPresent(found -> values.put(RuleReader.TABLE.name(), found.name()));
        Set<String> meant = new HashSet<>();
        use.given().forEach((key, entry) -> {
            if (!known.contains(key)) {
                NearestName.to(key, known).ifPresent(meant::add);
                problems.add(
                        Code.UNKNOWN_FIELD,
                        entry.key(),
                        "the pack '" + use.pack() + "' has no parameter '" + key + "'",
                        known.isEmpty() ? "it has none" : "it has " + String.join(", ", known),
                        NearestName.remedy(key, known, "take it out"));
            } else if (entry.value() instanceof YamlScalar scalar) {
                values.put(key, scalar.text());
            }
        });
        if (use.options().isEmpty() && table.isPresent()) {
            for (String parameter : OPTIONAL.or(pack, List.of())) {
                table.get().columns().stream()
                        .filter(column -> column.name().equalsIgnoreCase(parameter))
                        .findFirst()
                        .ifPresent(column -> values.put(parameter, column.name()));
            }
        }
        for (String parameter : needed) {
            if (!use.given().containsKey(parameter) && !meant.contains(parameter)) {
                problems.add(
                        Code.MISSING_FIELD,
                        use.place(),
                        "the use of the pack '" + use.pack() + "' gives no '" + parameter + "'",
                        "it is a parameter of the pack",
                        use.options().isPresent()
                                ? "add it under 'with'"
                                : "write '{ pack: " + use.pack() + ", with: { " + parameter + ": … } }'");
            }
        }
        return values.keySet().containsAll(needed) && meant.isEmpty() ? Optional.of(values) : Optional.empty();
    }
}
