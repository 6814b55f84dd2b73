package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Source;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.naming.NamingStandard;
import dev.weir.contracts.read.base.NameForms;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.base.WorkspaceFiles;
import dev.weir.contracts.read.contract.ContractReader;
import dev.weir.contracts.read.contract.ContractSide;
import dev.weir.contracts.read.contract.RelationshipReader;
import dev.weir.contracts.read.contract.SourceReader;
import dev.weir.contracts.read.contract.WeirProperties;
import dev.weir.contracts.read.rules.RuleFiles;
import dev.weir.contracts.read.rules.RulePacks;
import dev.weir.contracts.read.settings.WorkspaceFile;
import dev.weir.contracts.settings.OwnPlaces;
import dev.weir.contracts.standard.Odcs;
import dev.weir.contracts.standard.Odps;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Puts a workspace together from its files. */
final class WorkspaceAssembly {

    /** A name that ends like YAML, whatever is in the file. */
    private static final Pattern ALIKE = Pattern.compile("(?i).*\\.ya?ml(?:[.~].*)?");

    static final String CONTRACTS = "contracts";
    private static final String RAW = "contracts/raw/";
    private static final String RECIPIENTS = "contracts/recipients.yaml";
    private static final String RULES = "quality-rules";
    private static final String PACKS = "quality-rules/packs/";
    private static final Set<String> DATA_VALUES =
            Set.of("examples", "validValues", "missingValues", "weirNullValues", "nullValues");
    private static final String CONTRACT_ENDING = ".odcs.yaml";
    private static final String PRODUCT_ENDING = ".odps.yaml";

    private final ReadContext reading;
    private final Problems problems;
    private final WorkspaceFile.Header header;

    /** Contracts that can be read, by path, and by id. */
    private final Map<String, WorkspaceFiles.Document> contracts = new LinkedHashMap<>();

    private final Map<String, WorkspaceFiles.Document> contractsById = new TreeMap<>();
    private final List<ProductReader.Draft> products = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();

    /** Contracts that a port names, but for its spelling. */
    private final Set<String> meant = new HashSet<>();

    WorkspaceAssembly(ReadContext reading, WorkspaceFile.Header header) {
        this.reading = reading;
        this.problems = reading.problems();
        this.header = header;
        reading.in(header.settings().zone());
    }

    Workspace workspace(Path root) {
        Optional<WorkspaceFiles.Document> names =
                reading.folder().has(NamingReader.PATH) && reading.folder().saysAnything(NamingReader.PATH)
                        ? reading.folder().document(NamingReader.PATH)
                        : Optional.empty();
        NamingStandard naming = names.map(document -> NamingReader.read(document.root(), problems))
                .orElse(NamingStandard.NONE);
        reading.naming(naming);
        for (String path : reading.folder().files(CONTRACTS, "")) {
            contractFile(path);
        }
        byId();
        Map<String, String> owners = owners();
        ContractReader reader = new ContractReader(reading, new RelationshipReader(contracts, problems));
        Map<String, ContractReader.Read> ports = new LinkedHashMap<>();
        contractsById.forEach((id, document) -> {
            if (owners.containsKey(id)) {
                ports.put(id, reader.read(document, ContractSide.PRODUCT));
            } else if (document.path().startsWith(RAW) || document.root().has("servers")) {
                source(reader, document);
            } else if (reading.wasUnreadProduct() || meant.contains(id)) {
                reading.isUnread(id);
            } else {
                problems.add(
                        Code.UNKNOWN_NAME,
                        document.root().placeOf("id"),
                        "the contract '" + id + "' is used by nothing",
                        "no product has an output port with this contractId, and without 'servers' it is no source",
                        "add it to a product's outputPorts, or say in 'servers' where its files lie");
                reading.isUnread(id);
            }
        });
        storageNames();
        RuleFiles rules = ruleFiles(ports);
        ProductAssembly assembly = new ProductAssembly(ports, sources, rules, reading);
        ProductReads reads = new ProductReads(products, owners, reading);
        Map<String, Product> made = new TreeMap<>();
        for (ProductReader.Draft draft : reads.inOrder()) {
            made.put(draft.id(), assembly.product(draft.tagged(tags(draft)), reads.of(draft, made), made));
        }
        List<Product> read = List.copyOf(made.values());
        List<Product> products = waived(read).stream()
                .map(this::withLaw)
                .map(product -> names.filter(file -> citesTerms(product))
                        .map(file -> with(product, product.concessions(), file.file()))
                        .orElse(product))
                .toList();
        if (naming.isEnforced()) {
            products.forEach(
                    product -> new NamingCheck(naming).departures(product).forEach(problems::add));
        }
        return new Workspace(
                root,
                header.settings().named(naming),
                header.profile(),
                header.law(),
                sources,
                products,
                recipients(read));
    }

    /** Those of the contracts of its output ports. */
    private List<String> tags(ProductReader.Draft product) {
        return product.outputs().stream()
                .map(port -> contractsById.get(port.contractId()))
                .filter(Objects::nonNull)
                .flatMap(contract -> contract.root().texts("tags").stream())
                .toList();
    }

    /** A release is made by the workspace's overlay of the law too. */
    private Product withLaw(Product product) {
        if (header.law().overlay().isEmpty()) {
            return product;
        }
        return with(product, product.concessions(), header.law().overlay().get().file());
    }

    /** A release is made by the glossary too where its columns have their terms from there. */
    private static boolean citesTerms(Product product) {
        return product.tables().stream()
                .flatMap(table -> table.columns().stream())
                .anyMatch(column -> !column.meaning().terms().isEmpty());
    }

    private static Product with(Product product, Product.Concessions concessions, HashedFile file) {
        List<HashedFile> files = new ArrayList<>(product.files());
        files.add(file);
        // the product's own file stays the first
        files.subList(1, files.size()).sort(Comparator.comparing(HashedFile::path));
        return new Product(
                product.id(),
                product.about(),
                product.audience(),
                product.ports(),
                product.rules(),
                concessions,
                files);
    }

    private List<Recipient> recipients(List<Product> read) {
        if (!reading.folder().has(RECIPIENTS) || !reading.folder().saysAnything(RECIPIENTS)) {
            return List.of();
        }
        Optional<WorkspaceFiles.Document> document = reading.folder().document(RECIPIENTS);
        if (document.isEmpty()) {
            return List.of();
        }
        RecipientReader.SHAPE.check(document.get().root(), problems);
        return new RecipientReader(read, reading).read(document.get().root());
    }

    private List<Product> waived(List<Product> read) {
        if (!reading.folder().has(WaiverFile.PATH) || !reading.folder().saysAnything(WaiverFile.PATH)) {
            return read;
        }
        Optional<WorkspaceFiles.Document> document = reading.folder().document(WaiverFile.PATH);
        if (document.isEmpty()) {
            return read;
        }
        WaiverFile.SHAPE.check(document.get().root(), problems);
        List<Waiver> waivers = new WaiverReader(document.get(), read, reading).read();
        List<HarmlessColumn> harmless = new HarmlessReader(document.get(), read, reading).read();
        return read.stream()
                .map(product ->
                        withStewards(product, waivers, harmless, document.get().file()))
                .toList();
    }

    /** With what stewards say of it, and the file in which they do. */
    private static Product withStewards(
            Product product, List<Waiver> waivers, List<HarmlessColumn> harmless, HashedFile file) {
        Product.Concessions own = new Product.Concessions(
                waivers.stream()
                        .filter(waiver -> waiver.product().equals(product.id()))
                        .toList(),
                harmless.stream()
                        .filter(column -> column.product().equals(product.id()))
                        .toList());
        return own.equals(Product.Concessions.NONE) ? product : with(product, own, file);
    }

    private void contractFile(String path) {
        if (path.endsWith(CONTRACT_ENDING)) {
            Optional<WorkspaceFiles.Document> document = reading.folder().document(path);
            if (document.isEmpty()) {
                reading.hasUnreadContract();
                return;
            }
            Odcs.check(document.get().root(), problems);
            WeirProperties.check(document.get().root(), WeirProperties.Owner.CONTRACT, problems);
            examples(document.get().root(), Values.OTHER);
            contracts.put(path, document.get());
        } else if (path.endsWith(PRODUCT_ENDING)) {
            Optional<WorkspaceFiles.Document> document = reading.folder().document(path);
            if (document.isEmpty()) {
                reading.hasUnreadProduct();
                return;
            }
            Odps.check(document.get().root(), problems);
            WeirProperties.check(document.get().root(), WeirProperties.Owner.PRODUCT, problems);
            Optional<ProductReader.Draft> draft = new ProductReader(problems).read(document.get());
            if (draft.isPresent()) {
                products.add(draft.get());
            } else {
                reading.hasUnreadProduct();
            }
        } else if (ALIKE.matcher(path).matches() && !path.equals(RECIPIENTS) && !path.equals(NamingReader.PATH)) {
            problems.add(
                    Code.INVALID_VALUE,
                    Place.of(path),
                    "'" + path + "' is not read",
                    "contracts end in " + CONTRACT_ENDING + ", products in " + PRODUCT_ENDING,
                    "rename it, or move it out of 'contracts'");
        }
    }

    private enum Values {
        /** Values that stand for those of the data. */
        OF_DATA,
        OTHER
    }

    /** What contracts write as values of data is not the number of a real person. */
    private void examples(YamlNode node, Values values) {
        if (node instanceof YamlMap map) {
            map.entries()
                    .forEach((key, entry) -> examples(
                            entry.value(),
                            values == Values.OF_DATA || DATA_VALUES.contains(key) ? Values.OF_DATA : Values.OTHER));
        } else if (node instanceof YamlList list) {
            list.items().forEach(item -> examples(item, values));
        } else if (values == Values.OF_DATA && node instanceof YamlScalar scalar) {
            reading.personal()
                    .asValue(scalar.text())
                    .ifPresent(what -> problems.add(
                            Code.INVALID_VALUE,
                            scalar.place(),
                            "a value of the contract is " + what,
                            "contracts go where the data may not, and stay in their history",
                            "write a made-up one that cannot be right, or none"));
        }
    }

    private void byId() {
        Map<String, WorkspaceFiles.Document> lower = new HashMap<>();
        for (WorkspaceFiles.Document document : contracts.values()) {
            Optional<YamlScalar> id = document.root().text("id");
            if (id.isEmpty()) {
                reading.hasUnreadContract();
                continue;
            }
            WorkspaceFiles.Document same = lower.putIfAbsent(id.get().text().toLowerCase(Locale.ROOT), document);
            if (same != null) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        id.get().place(),
                        "there are two contracts '" + id.get().text() + "'",
                        "the other stands in " + same.path(),
                        "give one of them another id");
                continue;
            }
            if (!NameForms.isDotted(id.get().text())) {
                problems.add(
                        Code.INVALID_VALUE,
                        id.get().place(),
                        "the contract's id is '" + id.get().text() + "'",
                        "queries name contracts by their ids: words of letters, digits, '_' and '-', joined by dots",
                        "write such as raw.encounters");
            }
            contractsById.put(id.get().text(), document);
        }
        products.sort(Comparator.comparing(ProductReader.Draft::id));
        for (int i = 1; i < products.size(); i++) {
            if (products.get(i).id().equalsIgnoreCase(products.get(i - 1).id())) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        products.get(i).document().root().placeOf("id"),
                        "there are two products '" + products.get(i).id() + "'",
                        "the other stands in " + products.get(i - 1).document().path(),
                        "give one of them another id");
            }
        }
    }

    /** Which product releases each contract. */
    private Map<String, String> owners() {
        Map<String, String> owners = new HashMap<>();
        for (ProductReader.Draft product : products) {
            for (ProductReader.Port port : product.outputs()) {
                resolve(port, "an output port");
                String other = owners.putIfAbsent(port.contractId(), product.id());
                if (other != null) {
                    problems.add(
                            Code.DUPLICATE_NAME,
                            port.place(),
                            "the contract '" + port.contractId() + "' has two output ports",
                            "the other is of the product '" + other + "', and a table is released once",
                            "take one of them out");
                }
            }
            for (ProductReader.Port port : product.inputs()) {
                resolve(port, "an input port");
            }
            for (ProductReader.Port port : product.inputContracts()) {
                resolve(port, "an input contract");
            }
        }
        return owners;
    }

    private void resolve(ProductReader.Port port, String noun) {
        Optional<YamlScalar> stated = Optional.ofNullable(contractsById.get(port.contractId()))
                .flatMap(contract -> contract.root().text("version"));
        if (stated.isPresent()
                && port.version().isPresent()
                && !stated.get().text().equals(port.version().get().text())) {
            problems.add(
                    Code.INVALID_VALUE,
                    port.version().get().place(),
                    noun + " names version " + port.version().get().text() + " of '" + port.contractId() + "'",
                    "the contract is version " + stated.get().text(),
                    "write '" + stated.get().text() + "', or mend the contract's version");
        }
        if (!contractsById.containsKey(port.contractId()) && !reading.wasUnreadContract(port.contractId())) {
            NearestName.to(port.contractId(), contractsById.keySet()).ifPresent(meant::add);
            problems.add(
                    Code.UNKNOWN_NAME,
                    port.place(),
                    noun + " names the contract '" + port.contractId() + "'",
                    "no contract in 'contracts' has this id",
                    NearestName.remedy(port.contractId(), contractsById.keySet(), "add the contract"));
        }
    }

    /** The folders below which local sources may lie, the workspace first. */
    private List<Path> sourceRoots() {
        List<Path> roots = new ArrayList<>();
        Path workspace = reading.folder().root().toAbsolutePath();
        roots.add(workspace);
        roots.addAll(header.profile().sourceFolders(workspace));
        return roots;
    }

    private void source(ContractReader reader, WorkspaceFiles.Document document) {
        Contract contract = reader.read(document, ContractSide.SOURCE).contract();
        Optional<Source> source = new SourceReader(
                        problems,
                        header.environment(),
                        sourceRoots(),
                        header.profile().sourceAddresses(),
                        OwnPlaces.of(reading.folder().root(), header.profile()),
                        header.profile().sources().databases())
                .read(contract, document.root());
        if (source.isPresent()) {
            sources.add(source.get());
        } else {
            reading.isUnread(contract.id());
        }
    }

    /** Sources whose quarantine tables would have one name. */
    private void storageNames() {
        Map<String, String> seen = new HashMap<>();
        for (Source source : sources) {
            String id = source.contract().id();
            String other = seen.putIfAbsent(id.replace('.', '_').toLowerCase(Locale.ROOT), id);
            if (other != null) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        Place.of(source.contract().file().path()),
                        "the sources '" + id + "' and '" + other + "' differ only by '.' and '_'",
                        "their quarantine tables would have one name",
                        "give one of them another id");
            }
        }
    }

    /** Whether a file among those of rules can be none: hidden, or documentation. */
    private static boolean isForPeople(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith(".") || name.startsWith("README") || name.endsWith(".md");
    }

    private RuleFiles ruleFiles(Map<String, ContractReader.Read> ports) {
        RulePacks packs = new RulePacks(problems);
        List<WorkspaceFiles.Document> files = new ArrayList<>();
        for (String path : reading.folder().files(RULES, "")) {
            if (path.endsWith(".yaml") && !path.equals(WaiverFile.PATH)) {
                Optional<WorkspaceFiles.Document> document = reading.folder().document(path);
                if (document.isPresent() && path.startsWith(PACKS)) {
                    RulePacks.SHAPE.check(document.get().root(), problems);
                    packs.add(document.get());
                } else if (document.isPresent()) {
                    RuleFiles.SHAPE.check(document.get().root(), problems);
                    files.add(document.get());
                }
            } else if (!path.equals(WaiverFile.PATH) && !isForPeople(path)) {
                problems.add(
                        Code.INVALID_VALUE,
                        Place.of(path),
                        "'" + path + "' is not read",
                        "rule files end in .yaml; what is written for people is in README files or ends in .md",
                        "rename it, or move it out of '" + RULES + "'");
            }
        }
        RuleFiles rules = new RuleFiles(files, packs, reading);
        rules.checkContracts(
                List.copyOf(ports.keySet()),
                sources.stream().map(source -> source.contract().id()).toList());
        return rules;
    }
}
