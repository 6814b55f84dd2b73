package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.Reading;
import dev.weir.contracts.read.base.TermsReader;
import dev.weir.contracts.text.Nearest;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Reads one rule that a steward wrote, for a table of a product's contract. */
final class RuleReader {

    private final Reading reading;
    private final Problems problems;

    RuleReader(Reading reading) {
        this.reading = reading;
        this.problems = reading.problems();
    }

    /**
     * The rule; empty when it cannot be made, which is then among the problems.
     *
     * @param contract whose table it is about
     * @param product every contract of the product
     */
    Optional<Rule> read(YamlMap node, Contract contract, List<Contract> product) {
        Optional<Form> form = Form.of(node);
        form.ifPresent(found -> found.tellMisplaced(node, problems));
        Optional<Table> table = table(node, contract);
        Optional<Severity> severity = severity(node);
        Optional<Dimension> dimension = dimension(node);
        Optional<Rule.Terms> terms = new TermsReader(problems).read(node, Rule.Terms.ALWAYS);
        Optional<YamlScalar> id = node.text("id");
        if (form.isEmpty() || table.isEmpty() || severity.isEmpty() || dimension.isEmpty() || terms.isEmpty()) {
            return Optional.empty();
        }
        Optional<Rule.Check> check = switch (form.get()) {
            case ROW -> node.text("row").flatMap(row -> new RowReader(table.get(), product, reading).read(node, row));
            case CHECK ->
                node.text("check")
                        .flatMap(text ->
                                new CheckReader(table.get(), product, reading).read(node, text, severity.get()));
            case DRIFT -> node.map("drift").flatMap(drift -> new DriftReader(table.get(), reading).read(drift));
            case DEPENDS ->
                node.map("depends").flatMap(depends -> new DependsReader(table.get(), reading).read(depends));
        };
        if (form.get() == Form.DRIFT && severity.get() == Severity.QUARANTINE) {
            problems.add(
                    Code.INVALID_RULE,
                    node.placeOf("severity"),
                    "the drift of '" + node.textOrEmpty("id") + "' has the severity quarantine",
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
                new Rule.Standing(
                        Rule.Author.STEWARD, dimension.get(), node.textOrEmpty("owner"), node.textOrEmpty("because")),
                terms.get(),
                id.get().place()));
    }

    static Optional<Severity> severity(YamlMap node) {
        for (Severity severity : Severity.values()) {
            if (severity.toString().equals(node.textOrEmpty("severity"))) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }

    private static Optional<Dimension> dimension(YamlMap node) {
        for (Dimension dimension : Dimension.values()) {
            if (dimension.toString().equals(node.textOrEmpty("dimension"))) {
                return Optional.of(dimension);
            }
        }
        return Optional.empty();
    }

    private Optional<Table> table(YamlMap node, Contract contract) {
        List<String> names = contract.tables().stream().map(Table::name).toList();
        Optional<YamlScalar> written = node.text("table");
        if (written.isEmpty()) {
            if (names.size() > 1 && !node.has("table")) {
                problems.add(
                        Code.MISSING_FIELD,
                        node.place(),
                        "the rule '" + node.textOrEmpty("id") + "' does not say its table",
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
                    Nearest.remedy(written.get().text(), names, "name one of its tables"));
        }
        return table;
    }
}
