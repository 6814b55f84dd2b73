package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.contract.ContractReader;
import dev.weir.contracts.read.contract.DerivedRules;
import dev.weir.contracts.read.contract.TransformationReader;
import dev.weir.contracts.read.contract.WrittenCast;
import dev.weir.contracts.read.rules.RuleFiles;
import dev.weir.contracts.text.HashedFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a product together: its contracts, what they take over from sources, its rules and its files. */
final class ProductAssembly {

    private final Map<String, ContractReader.Read> ports;
    private final List<Source> files;
    private final RuleFiles ruleFiles;
    private final ReadContext reading;
    private final Problems problems;

    /**
     * @param ports every output port's contract, by id
     * @param sources those in files
     */
    ProductAssembly(
            Map<String, ContractReader.Read> ports, List<Source> sources, RuleFiles ruleFiles, ReadContext reading) {
        this.ports = Map.copyOf(ports);
        this.files = List.copyOf(sources);
        this.ruleFiles = ruleFiles;
        this.reading = reading;
        this.problems = reading.problems();
    }

    /**
     * Puts a product together.
     *
     * @param reads the contracts of other products that its input ports name
     * @param made the products that are put together already, those that it reads among them
     */
    Product product(ProductReader.Draft draft, List<Source> reads, Map<String, Product> made) {
        List<Source> sources =
                Stream.concat(this.files.stream(), reads.stream()).toList();
        Map<String, ContractReader.Read> outputs = new LinkedHashMap<>();
        for (ProductReader.Port port : draft.outputs()) {
            ContractReader.Read read = ports.get(port.contractId());
            if (read != null) {
                outputs.put(port.contractId(), read);
            }
        }
        List<Contract> stated = new ArrayList<>();
        Map<String, TransformationReader.RowWise> rowWise = new HashMap<>();
        List<Rule> derived = new ArrayList<>();
        Map<String, List<WrittenCast>> casts = new HashMap<>();
        for (ContractReader.Read read : outputs.values()) {
            stated.add(read.contract());
            casts.putAll(read.casts());
            rowWise.putAll(read.rowWise());
            derived.addAll(read.rules());
        }
        CategoryInheritance inheritance = new CategoryInheritance(stated, sources, reading);
        InheritedGrade grades = new InheritedGrade(sources, problems);
        List<Contract> complete =
                stated.stream().map(inheritance::complete).map(grades::complete).toList();
        CrossChecks checks = new CrossChecks(complete, sources, ports.keySet(), rowWise, reading);
        checks.check();
        derived.removeIf(rule -> !checks.hasParent(rule));
        for (Contract contract : complete) {
            for (Table table : contract.tables()) {
                List<WrittenCast> own = casts.getOrDefault(table.name(), List.of());
                derived.removeIf(rule -> rule.table().equals(table.name())
                        && rule.check() instanceof Rule.TextCast cast
                        && !readsText(cast, table, own, complete, sources));
            }
        }
        Map<String, Source> inputs = inputs(complete, sources);
        declared(draft, inputs);
        List<String> inFiles = new ArrayList<>();
        for (Source source : inputs.values()) {
            if (source.release().isEmpty()) {
                derived.addAll(DerivedRules.ofSource(source));
                inFiles.add(source.contract().id());
            }
        }
        RuleFiles.Authored authored = ruleFiles.of(complete, inFiles, derived);
        List<HashedFile> files = new ArrayList<>();
        files.add(draft.document().file());
        files.addAll(files(outputs, inputs, authored, made));
        List<Rule> rules = onWhatIsRead(authored.rules(), complete, sources);
        return new Product(
                draft.id(),
                draft.about(),
                draft.audience(),
                new Product.Ports(reads, complete),
                rules,
                Product.Concessions.NONE,
                files);
    }

    /** What a mask has left of a released column may be text, whatever the column is before. */
    private static boolean readsText(
            Rule.TextCast rule, Table table, List<WrittenCast> casts, List<Contract> product, List<Source> sources) {
        Optional<Table> input =
                table.making() instanceof Table.Query query && query.inputs().size() == 1
                        ? QueryInput.find(query.inputs().get(0), product, sources)
                                .filter(found -> !found.isReleased())
                                .map(QueryInput::table)
                        : Optional.empty();
        return casts.stream()
                .filter(cast -> cast.isFor(rule.column()))
                .anyMatch(cast -> input.isEmpty() || cast.mayReadText(input.get()));
    }

    /** A source may have more tables than the product reads; the files of the others are not opened. */
    private static List<Rule> onWhatIsRead(List<Rule> rules, List<Contract> product, List<Source> sources) {
        Set<String> read = QueryInput.of(product, sources)
                .flatMap(input -> input.source().stream()
                        .map(source ->
                                source.contract().id() + "." + input.table().name()))
                .collect(Collectors.toSet());
        return rules.stream()
                .filter(rule -> !(rule.check() instanceof Rule.OfSource) || read.contains(rule.table()))
                .toList();
    }

    /** What is read of another product is released by all that the product's contracts are made of. */
    private static List<HashedFile> files(
            Map<String, ContractReader.Read> outputs,
            Map<String, Source> inputs,
            RuleFiles.Authored authored,
            Map<String, Product> made) {
        Map<String, HashedFile> byPath = new TreeMap<>();
        for (ContractReader.Read read : outputs.values()) {
            byPath.put(read.contract().file().path(), read.contract().file());
            read.files().forEach(file -> byPath.put(file.path(), file));
        }
        for (Source source : inputs.values()) {
            byPath.put(source.contract().file().path(), source.contract().file());
            source.release()
                    .flatMap(release -> Optional.ofNullable(made.get(release.product())))
                    .ifPresent(other -> other.files().stream()
                            .filter(file -> file.path().startsWith(WorkspaceAssembly.CONTRACTS + "/"))
                            .forEach(file -> byPath.put(file.path(), file)));
        }
        authored.files().forEach(file -> byPath.put(file.path(), file));
        return new ArrayList<>(byPath.values());
    }

    /** The sources that the product's queries read, by id. */
    private static Map<String, Source> inputs(List<Contract> product, List<Source> sources) {
        Map<String, Source> inputs = new TreeMap<>();
        QueryInput.of(product, sources)
                .flatMap(input -> input.source().stream())
                .forEach(source -> inputs.put(source.contract().id(), source));
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
