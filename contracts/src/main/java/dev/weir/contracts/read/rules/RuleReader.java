package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.base.TermsReader;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Reads one rule that a steward wrote, for a table of a product's contract. */
final class RuleReader {

    static final Field<String> ID = Field.required("id", FieldKinds.SOMETHING);
    static final Field<String> TABLE =
            Field.optional("table", FieldKinds.SOMETHING, "May be left out when the contract has one.");
    static final Field<Severity> SEVERITY = Field.required(
            "severity",
            FieldKinds.oneOf(Severity.class),
            "block stops the release, quarantine takes the row out, warn is reported.");
    static final Field<String> OWNER = Field.required("owner", FieldKinds.SOMETHING, "Who answers for the rule.");
    static final Field<String> BECAUSE = Field.required("because", FieldKinds.SOMETHING, "Why it must hold.");
    private static final Field<Dimension> DIMENSION = Field.required("dimension", FieldKinds.oneOf(Dimension.class));

    /** What an override begins with, which stands among rules. */
    static final Field<String> OVERRIDE = Field.required(
            "override", FieldKinds.SOMETHING, "The id of a rule that a contract states, such as encounters.key.");

    private static final Shape OVERRIDING = Shape.of("an override", RuleFiles.BOOK)
            .with(OVERRIDE, SEVERITY, OWNER.notRequired(), BECAUSE.notRequired(), KeepReader.KEEP)
            .with(TermsReader.FROM, TermsReader.UNTIL, TermsReader.THRESHOLD, TermsReader.TAGS);

    private final ReadContext reading;
    private final Problems problems;

    RuleReader(ReadContext reading) {
        this.reading = reading;
        this.problems = reading.problems();
    }

    /** A list of rules, and of overrides. In a pack the owner of a rule may be the contract that uses it. */
    static Field<List<YamlMap>> rules(Field<String> owner) {
        Shape rule = Shape.of("a rule", RuleFiles.BOOK)
                .with(ID, TABLE, RowReader.ROW, CheckReader.CHECK, RowReader.JOIN, RowReader.WHERE)
                .with(DriftReader.DRIFT, DependsReader.DEPENDS, CheckReader.OF)
                .with(SEVERITY, DIMENSION, BECAUSE, RowReader.COLUMNS, TermsReader.TAGS, KeepReader.KEEP)
                .with(TermsReader.FROM, TermsReader.UNTIL, TermsReader.THRESHOLD, owner)
                .further(RuleForm::checkOne, RuleForm.schema());
        return Field.required(
                "rules", FieldKinds.objects(Shape.of("a rule", RuleFiles.BOOK).either(OVERRIDE, OVERRIDING, rule)));
    }

    /**
     * The rule; empty when it cannot be made, which is then among the problems.
     *
     * @param contract whose table it is about
     * @param product every contract of the product
     */
    Optional<Rule> read(YamlMap node, Contract contract, List<Contract> product) {
        Optional<RuleForm> form = RuleForm.of(node);
        form.ifPresent(found -> found.reportMisplaced(node, problems));
        Optional<Table> table = table(node, contract);
        Optional<Severity> severity = SEVERITY.in(node);
        Optional<Dimension> dimension = DIMENSION.in(node);
        Optional<Rule.Terms> terms = new TermsReader(problems).read(node, Rule.Terms.ALWAYS);
        Optional<YamlScalar> id = ID.written(node);
        if (form.isEmpty() || table.isEmpty() || severity.isEmpty() || dimension.isEmpty() || terms.isEmpty()) {
            return Optional.empty();
        }
        Optional<Rule.Check> check = switch (form.get()) {
            case ROW ->
                RowReader.ROW
                        .written(node)
                        .flatMap(row -> new RowReader(table.get(), product, reading).read(node, row));
            case CHECK ->
                CheckReader.CHECK
                        .written(node)
                        .flatMap(text ->
                                new CheckReader(table.get(), product, reading).read(node, text, severity.get()));
            case DRIFT ->
                DriftReader.DRIFT.in(node).flatMap(drift -> new DriftReader(table.get(), reading).read(drift));
            case DEPENDS ->
                DependsReader.DEPENDS
                        .in(node)
                        .flatMap(depends -> new DependsReader(table.get(), reading).read(depends));
        };
        if (form.get() == RuleForm.DRIFT && severity.get() == Severity.QUARANTINE) {
            problems.add(
                    Code.INVALID_RULE,
                    SEVERITY.place(node),
                    "the drift of '" + ID.or(node, "") + "' has the severity quarantine",
                    "a table that has moved does not say which rows are wrong",
                    "write block or warn");
            return Optional.empty();
        }
        if (check.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Rule(
                id.get().text(),
                table.get().name(),
                check.get(),
                severity.get(),
                new Rule.Standing(Rule.Author.STEWARD, dimension.get(), OWNER.or(node, ""), BECAUSE.or(node, "")),
                terms.get(),
                id.get().place()));
    }

    private Optional<Table> table(YamlMap node, Contract contract) {
        List<String> names = contract.tables().stream().map(Table::name).toList();
        Optional<YamlScalar> written = TABLE.written(node);
        if (written.isEmpty()) {
            if (names.size() > 1 && !TABLE.isIn(node)) {
                problems.add(
                        Code.MISSING_FIELD,
                        node.place(),
                        "the rule '" + ID.or(node, "") + "' does not say its table",
                        "the contract '" + contract.id() + "' has " + String.join(", ", names),
                        "add 'table'");
            }
            return names.size() == 1 ? contract.table(names.get(0)) : Optional.empty();
        }
        Optional<Table> table = contract.table(written.get().text());
        if (table.isEmpty() && !reading.wasUnread(written.get().text())) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    written.get().place(),
                    "there is no table '" + written.get().text() + "'",
                    "the contract '" + contract.id() + "' has " + String.join(", ", names),
                    NearestName.remedy(written.get().text(), names, "name one of its tables"));
        }
        return table;
    }
}
