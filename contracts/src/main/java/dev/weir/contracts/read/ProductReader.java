package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.read.base.NameForms;
import dev.weir.contracts.read.base.WorkspaceFiles;
import dev.weir.contracts.read.contract.WeirProperties;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what Weir needs of an ODPS product. */
final class ProductReader {

    private static final String CONTRACT_ID = "contractId";

    private final Problems problems;

    ProductReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * A contract that a product names.
     *
     * @param version of the contract, as the port declares it
     * @param release the value of {@code weirRelease} of an input port
     */
    record Port(String contractId, Place place, Optional<YamlScalar> version, Optional<YamlNode> release) {}

    /**
     * A product whose ports are still names.
     *
     * @param inputContracts what the output ports say that they are made of; for people
     */
    record Draft(
            WorkspaceFiles.Document document,
            String id,
            Product.About about,
            Product.Audience audience,
            List<Port> inputs,
            List<Port> outputs,
            List<Port> inputContracts) {
        Draft {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            inputContracts = List.copyOf(inputContracts);
        }

        Draft tagged(List<String> tags) {
            return new Draft(document, id, about.tagged(tags), audience, inputs, outputs, inputContracts);
        }
    }

    /** The product; empty when it has no id, which is then among the problems. */
    Optional<Draft> read(WorkspaceFiles.Document document) {
        YamlMap root = document.root();
        Optional<YamlScalar> id = root.text("id");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (!NameForms.isPlain(id.get().text())
                || id.get().text().toLowerCase(Locale.ROOT).endsWith("_quarantine")) {
            problems.add(
                    Code.INVALID_VALUE,
                    id.get().place(),
                    "the product's id is '" + id.get().text() + "'",
                    "it names the folder of its tables: letters, digits and '_', no digit first, and '_quarantine' "
                            + "at its end is Weir's own",
                    "write such as clinical");
        }
        List<Port> made = new ArrayList<>();
        List<Port> outputs = ports(root, "outputPorts", made);
        if (root.maps("outputPorts").isEmpty()) {
            problems.add(
                    Code.MISSING_FIELD,
                    root.placeOf("outputPorts"),
                    "the product '" + id.get().text() + "' has no output port",
                    "a product releases the tables of its output ports' contracts",
                    "add 'outputPorts' with a 'contractId'");
        }
        return Optional.of(new Draft(
                document,
                id.get().text(),
                about(root),
                audience(root),
                ports(root, "inputPorts", made),
                outputs,
                made));
    }

    /** @param named is given the contracts that a port's {@code inputContracts} name */
    private List<Port> ports(YamlMap root, String key, List<Port> named) {
        List<Port> ports = new ArrayList<>();
        for (YamlMap port : root.maps(key)) {
            Optional<YamlScalar> contract = port.text(CONTRACT_ID);
            if (contract.isPresent()) {
                ports.add(new Port(
                        contract.get().text(),
                        contract.get().place(),
                        port.text("version"),
                        WeirProperties.of(port, WeirProperties.RELEASE)));
                for (YamlMap input : port.maps("inputContracts")) {
                    input.text("id")
                            .ifPresent(id -> named.add(
                                    new Port(id.text(), id.place(), input.text("version"), Optional.empty())));
                }
            } else if (!port.has(CONTRACT_ID) && key.equals("outputPorts")) {
                problems.add(
                        Code.MISSING_FIELD,
                        port.place(),
                        "the output port '" + port.textOrEmpty("name") + "' has no 'contractId'",
                        "its contract states its tables",
                        "add 'contractId' with the id of an ODCS contract");
            }
        }
        return ports;
    }

    private Product.Audience audience(YamlMap root) {
        Optional<String> word = WeirProperties.word(
                root, WeirProperties.AUDIENCE, List.of("enclave", "controlled", "public"), problems);
        if (word.isEmpty() && WeirProperties.of(root, WeirProperties.AUDIENCE).isEmpty()) {
            problems.add(
                    Code.MISSING_FIELD,
                    root.place(),
                    "the product '" + root.textOrEmpty("id") + "' does not say who may see it",
                    "its audience chooses the mask of every category",
                    "add the custom property 'weirAudience': enclave, controlled or public");
        }
        return Product.Audience.valueOf(word.orElse("public").toUpperCase(Locale.ROOT));
    }

    private Product.About about(YamlMap root) {
        YamlMap nothing = new YamlMap(Map.of(), root.place());
        List<String> owners = new ArrayList<>();
        for (YamlMap member : root.map("team").orElse(nothing).maps("members")) {
            member.text("username").ifPresent(name -> owners.add(name.text()));
        }
        YamlMap description = root.map("description").orElse(nothing);
        return new Product.About(
                root.text("name").map(YamlScalar::text).orElse(root.textOrEmpty("id")),
                description.textOrEmpty("purpose"),
                root.textOrEmpty("version"),
                owners,
                description.textOrEmpty("limitations"),
                CatalogueFactsReader.read(root, problems),
                CatalogueFactsReader.fair(root));
    }
}
