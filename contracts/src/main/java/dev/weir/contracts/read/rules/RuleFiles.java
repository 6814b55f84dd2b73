package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.base.TermsReader;
import dev.weir.contracts.read.base.WorkspaceFiles;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What stewards wrote: rules and packs for products' contracts, and other severities for derived rules. */
public final class RuleFiles {

    static final String BOOK = "a rule file";

    private static final Field<String> CONTRACT = Field.required(
            "contract", FieldKinds.SOMETHING, "The id of the contract whose tables the rules are about.");
    private static final Field<List<YamlMap>> RULES =
            RuleReader.rules(RuleReader.OWNER).notRequired();

    public static final Shape SHAPE = Shape.of("a rule file", BOOK, Field.SCHEMA, CONTRACT, RulePacks.USES, RULES);

    private final List<WorkspaceFiles.Document> files;
    private final RulePacks packs;
    private final ReadContext reading;
    private final Problems problems;
    private final RuleReader rules;

    public RuleFiles(List<WorkspaceFiles.Document> files, RulePacks packs, ReadContext reading) {
        this.files = List.copyOf(files);
        this.packs = packs;
        this.reading = reading;
        this.problems = reading.problems();
        this.rules = new RuleReader(reading);
    }

    /** A product's rules, and the files that they stand in. */
    public record Authored(List<Rule> rules, List<HashedFile> files) {
        public Authored {
            rules = List.copyOf(rules);
            files = List.copyOf(files);
        }
    }

    /** Tells of rule files for contracts that no product has. */
    public void checkContracts(List<String> productContracts, List<String> sourceContracts) {
        List<String> all = new ArrayList<>(productContracts);
        all.addAll(sourceContracts);
        for (WorkspaceFiles.Document file : files) {
            Optional<YamlScalar> contract = CONTRACT.written(file.root());
            if (contract.isPresent()
                    && !all.contains(contract.get().text())
                    && !reading.wasUnreadContract(contract.get().text())) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        contract.get().place(),
                        "there is no contract '" + contract.get().text() + "'",
                        "rules are for a contract of this workspace",
                        NearestName.remedy(contract.get().text(), all, "name its id"));
            } else if (contract.isPresent()
                    && sourceContracts.contains(contract.get().text())) {
                for (YamlMap rule : rulesOf(file, Optional.empty(), new ArrayList<>())) {
                    if (!RuleReader.OVERRIDE.isIn(rule)) {
                        problems.add(
                                Code.UNSUPPORTED,
                                rule.place(),
                                "the rule '" + RuleReader.ID.or(rule, "") + "' is on a source",
                                "a source's records are read by their types alone, and judged as the rows that come of"
                                        + " them, each with its file and line",
                                "write it for the contract of a product that reads the source; 'weir check' then judges"
                                        + " the source as it lies");
                    }
                }
            }
        }
    }

    /**
     * The product's rules: those that its contracts and sources state, with the severities that stewards gave them, then
     * those that stewards wrote.
     */
    public Authored of(List<Contract> contracts, List<String> sources, List<Rule> derived) {
        Map<String, Rule> byId = new LinkedHashMap<>();
        for (Rule rule : derived) {
            byId.put(rule.id(), rule);
        }
        List<HashedFile> written = new ArrayList<>();
        List<YamlMap> overrides = new ArrayList<>();
        for (WorkspaceFiles.Document file : files) {
            String id = CONTRACT.or(file.root(), "");
            Optional<Contract> contract = contracts.stream()
                    .filter(candidate -> candidate.id().equals(id))
                    .findFirst();
            if (contract.isPresent() || sources.contains(id)) {
                written.add(file.file());
                for (YamlMap node : rulesOf(file, contract, written)) {
                    if (RuleReader.OVERRIDE.isIn(node)) {
                        overrides.add(node);
                    } else if (contract.isPresent()) {
                        rules.read(node, contract.get(), contracts)
                                .ifPresentOrElse(
                                        rule -> add(rule, byId), () -> reading.isUnreadRule(node.textOrEmpty("id")));
                    }
                }
            }
        }
        for (YamlMap override : overrides) {
            apply(override, byId, contracts);
        }
        return new Authored(new ArrayList<>(byId.values()), written);
    }

    private List<YamlMap> rulesOf(WorkspaceFiles.Document file, Optional<Contract> contract, List<HashedFile> written) {
        List<YamlMap> all = new ArrayList<>(packs.rules(file.root(), contract, written));
        all.addAll(RULES.or(file.root(), List.of()));
        return all;
    }

    private void add(Rule rule, Map<String, Rule> byId) {
        Rule same = byId.putIfAbsent(rule.id(), rule);
        if (same != null) {
            problems.add(
                    Code.DUPLICATE_NAME,
                    rule.place(),
                    "there are two rules '" + rule.id() + "'",
                    "the other stands at " + same.place(),
                    "rename this one");
        }
    }

    private void apply(YamlMap override, Map<String, Rule> byId, List<Contract> contracts) {
        Optional<YamlScalar> id = RuleReader.OVERRIDE.written(override);
        Optional<Severity> severity = RuleReader.SEVERITY.in(override);
        if (id.isEmpty() || severity.isEmpty()) {
            return; // the file's check has reported it
        }
        Rule rule = byId.get(id.get().text());
        if (rule == null && reading.wasUnreadRule(id.get().text())) {
            return;
        }
        if (rule == null) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    id.get().place(),
                    "there is no rule '" + id.get().text() + "'",
                    "'override' names a rule by its id",
                    NearestName.remedy(
                            id.get().text(),
                            byId.keySet(),
                            "see 'weir plan PRODUCT --explain' for the ids of all rules"));
            return;
        }
        if (severity.get() == Severity.QUARANTINE && !showsRows(rule.check())) {
            problems.add(
                    Code.INVALID_RULE,
                    RuleReader.SEVERITY.place(override),
                    "the rule '" + rule.id() + "' gets the severity quarantine",
                    "it does not say which rows are wrong",
                    "write block or warn");
            return;
        }
        if (rule.check() instanceof Rule.TextCast && !staysInForce(override, rule, severity.get())) {
            return;
        }
        Optional<Rule.Check> check = kept(override, rule, severity.get(), contracts);
        Optional<Rule.Terms> terms = terms(override, rule);
        if (check.isEmpty() || terms.isEmpty()) {
            return;
        }
        Rule.Standing standing = rule.standing();
        byId.put(
                rule.id(),
                new Rule(
                        rule.id(),
                        rule.table(),
                        check.get(),
                        severity.get(),
                        new Rule.Standing(
                                standing.author(),
                                standing.dimension(),
                                RuleReader.OWNER.or(override, standing.owner()),
                                RuleReader.BECAUSE.or(override, standing.because())),
                        terms.get(),
                        rule.place()));
    }

    /** Whether rows without a value still go out. */
    private boolean staysInForce(YamlMap override, Rule rule, Severity severity) {
        Optional<Field<?>> key = Stream.<Field<?>>of(RuleReader.SEVERITY, TermsReader.FROM, TermsReader.UNTIL)
                .filter(field -> field.equals(RuleReader.SEVERITY) ? severity == Severity.WARN : field.isIn(override))
                .findFirst();
        key.ifPresent(field -> problems.add(
                Code.INVALID_RULE,
                field.place(override),
                "the rule '" + rule.id() + "' gets '" + field + ": " + override.textOrEmpty(field.name()) + "'",
                "a text that is no value of its type would be released as NULL",
                "write block or quarantine, without days; where such a text may become NULL, say so in the query, such as"
                        + " CASE WHEN a RLIKE '^[0-9]+$' THEN CAST(a AS INT) END"));
        return key.isEmpty();
    }

    private Optional<Rule.Check> kept(YamlMap override, Rule rule, Severity severity, List<Contract> contracts) {
        if (!KeepReader.KEEP.isIn(override)) {
            // without quarantine no row is taken out, and every one stays
            return Optional.of(
                    rule.check() instanceof Rule.Key key && severity != Severity.QUARANTINE
                            ? key.keeping(Optional.empty())
                            : rule.check());
        }
        for (Contract contract : contracts) {
            Optional<Table> table = contract.table(rule.table());
            if (table.isPresent()) {
                return new KeepReader(reading).read(override, rule.check(), table.get(), severity);
            }
        }
        new KeepReader(reading).refuse(override);
        return Optional.empty();
    }

    private Optional<Rule.Terms> terms(YamlMap override, Rule rule) {
        boolean rows = rule.check() instanceof Rule.ReadableShare
                || (showsRows(rule.check()) && !(rule.check() instanceof Rule.SourceColumns));
        if (TermsReader.THRESHOLD.isIn(override) && !rows) {
            problems.add(
                    Code.INVALID_RULE,
                    TermsReader.THRESHOLD.place(override),
                    "the rule '" + rule.id() + "' gets a threshold",
                    "it is the share of rows that has to pass, and this rule is not about single rows",
                    "take 'threshold' out");
            return Optional.empty();
        }
        return new TermsReader(problems).read(override, rule.terms());
    }

    /** Whether a rule shows which rows are wrong. Unreadable records are in quarantine whatever the severity. */
    private static boolean showsRows(Rule.Check check) {
        return check instanceof Rule.Row
                || check instanceof Rule.Key
                || check instanceof Rule.Reference
                || check instanceof Rule.Depends
                || check instanceof Rule.TextCast
                || (check instanceof Rule.SourceColumns columns && columns.difference() == Rule.Difference.MISSING);
    }
}
