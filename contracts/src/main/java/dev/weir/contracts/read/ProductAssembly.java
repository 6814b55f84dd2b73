package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.Reading;
import dev.weir.contracts.read.contract.ContractReader;
import dev.weir.contracts.read.contract.DerivedRules;
import dev.weir.contracts.read.contract.Transformations;
import dev.weir.contracts.read.contract.WrittenCast;
import dev.weir.contracts.read.rules.RuleFiles;
import dev.weir.contracts.text.WrittenFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts a product together: its contracts, what they take over from sources, its rules and its files. */
final class ProductAssembly {

    private final Map<String, ContractReader.Read> ports;
    private final List<Source> sources;
    private final RuleFiles ruleFiles;
    private final Reading reading;
    private final Problems problems;

    /** @param ports every output port's contract, by id */
    ProductAssembly(
            Map<String, ContractReader.Read> ports, List<Source> sources, RuleFiles ruleFiles, Reading reading) {
        this.ports = Map.copyOf(ports);
        this.sources = List.copyOf(sources);
        this.ruleFiles = ruleFiles;
        this.reading = reading;
        this.problems = reading.problems();
    }

    Product product(ProductReader.Draft draft) {
        Map<String, ContractReader.Read> reads = new LinkedHashMap<>();
        for (ProductReader.Port port : draft.outputs()) {
            ContractReader.Read read = ports.get(port.contractId());
            if (read != null) {
                reads.put(port.contractId(), read);
            }
        }
        List<Contract> stated = new ArrayList<>();
        Map<String, Transformations.RowWise> rowWise = new HashMap<>();
        List<Rule> derived = new ArrayList<>();
        Map<String, List<WrittenCast>> casts = new HashMap<>();
        for (ContractReader.Read read : reads.values()) {
            stated.add(read.contract());
            casts.putAll(read.casts());
            rowWise.putAll(read.rowWise());
            derived.addAll(read.rules());
        }
        Inheritance inheritance = new Inheritance(stated, sources, reading);
        List<Contract> complete = new ArrayList<>();
        for (Contract contract : stated) {
            complete.add(inheritance.complete(contract));
        }
        CrossChecks checks = new CrossChecks(complete, sources, rowWise, reading);
        checks.check();
        derived.removeIf(rule -> !checks.hasParent(rule));
        for (Contract contract : complete) {
            for (Table table : contract.tables()) {
                List<WrittenCast> own = casts.getOrDefault(table.name(), List.of());
                derived.removeIf(rule -> rule.table().equals(table.name())
                        && rule.check() instanceof Rule.TextCast cast
                        && !readsText(cast, table, own, complete));
            }
        }
        Map<String, Source> inputs = inputs(complete);
        declared(draft, inputs);
        for (Source source : inputs.values()) {
            derived.addAll(DerivedRules.ofSource(source));
        }
        RuleFiles.Authored authored = ruleFiles.of(complete, List.copyOf(inputs.keySet()), derived);
        List<WrittenFile> files = new ArrayList<>();
        files.add(draft.document().file());
        files.addAll(files(reads, inputs, authored));
        List<Rule> rules = onWhatIsRead(authored.rules(), complete);
        return new Product(
                draft.id(), draft.about(), draft.audience(), complete, rules, Product.Concessions.NONE, files);
    }

    private boolean readsText(Rule.TextCast rule, Table table, List<WrittenCast> casts, List<Contract> product) {
        Optional<Table> input = table.making() instanceof Table.Query query
                        && query.inputs().size() == 1
                ? QueryInput.find(query.inputs().get(0), product, sources).map(QueryInput::table)
                : Optional.empty();
        return casts.stream()
                .filter(cast -> cast.isFor(rule.column()))
                .anyMatch(cast -> input.isEmpty() || cast.mayReadText(input.get()));
    }

    /** A source may have more tables than the product reads; nobody opens the files of the others. */
    private List<Rule> onWhatIsRead(List<Rule> rules, List<Contract> product) {
        Set<String> read = new HashSet<>();
        for (Contract contract : product) {
            for (Table table : contract.tables()) {
                if (table.making() instanceof Table.Query query) {
                    for (String written : query.inputs()) {
                        QueryInput.find(written, product, sources)
                                .ifPresent(input -> input.source()
                                        .ifPresent(source ->
                                                read.add(source.contract().id() + "."
                                                        + input.table().name())));
                    }
                }
            }
        }
        return rules.stream()
                .filter(rule -> !(rule.check() instanceof Rule.OfSource) || read.contains(rule.table()))
                .toList();
    }

    private static List<WrittenFile> files(
            Map<String, ContractReader.Read> reads, Map<String, Source> inputs, RuleFiles.Authored authored) {
        Map<String, WrittenFile> byPath = new TreeMap<>();
        for (ContractReader.Read read : reads.values()) {
            byPath.put(read.contract().file().path(), read.contract().file());
            read.files().forEach(file -> byPath.put(file.path(), file));
        }
        for (Source source : inputs.values()) {
            byPath.put(source.contract().file().path(), source.contract().file());
        }
        authored.files().forEach(file -> byPath.put(file.path(), file));
        return new ArrayList<>(byPath.values());
    }

    /** The sources that the product's queries read, by id. */
    private Map<String, Source> inputs(List<Contract> product) {
        Map<String, Source> inputs = new TreeMap<>();
        for (Contract contract : product) {
            for (Table table : contract.tables()) {
                if (table.making() instanceof Table.Query query) {
                    for (String written : query.inputs()) {
                        QueryInput.find(written, product, sources)
                                .flatMap(QueryInput::source)
                                .ifPresent(
                                        source -> inputs.put(source.contract().id(), source));
                    }
                }
            }
        }
        return inputs;
    }

    /** Input ports are for people; where there are any, they name everything that is read. */
    private void declared(ProductReader.Draft draft, Map<String, Source> inputs) {
        if (draft.inputs().isEmpty()) {
            return;
        }
        for (String id : inputs.keySet()) {
            if (draft.inputs().stream().noneMatch(port -> port.contractId().equals(id))) {
                problems.add(
                        Code.MISSING_FIELD,
                        draft.document().root().placeOf("inputPorts"),
                        "the product '" + draft.id() + "' reads '" + id + "', which is none of its input ports",
                        "where 'inputPorts' are stated, they name every source",
                        "add an input port with 'contractId: " + id + "'");
            }
        }
    }
}
