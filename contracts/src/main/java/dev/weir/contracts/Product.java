package dev.weir.contracts;

import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.text.HashedFile;
import java.util.List;
import java.util.Optional;

/**
 * What is released as one: an ODPS v1.0 product.
 *
 * @param id its id, a plain name such as {@code clinical}: the namespace of its tables
 * @param about what people should know of it
 * @param audience {@code weirAudience}: who may see it
 * @param ports what it reads of other products, and what it releases
 * @param rules every rule on its tables: those that the contracts state, then those of the rule files
 * @param concessions what stewards let pass for a time
 * @param files every file that its releases are made by: its own first, then contracts (its sources' too),
 *     transformations and rules, by path
 */
public record Product(
        String id,
        About about,
        Audience audience,
        Ports ports,
        List<Rule> rules,
        Concessions concessions,
        List<HashedFile> files) {

    /** A product that reads no other one. */
    public Product(
            String id,
            About about,
            Audience audience,
            List<Contract> contracts,
            List<Rule> rules,
            Concessions concessions,
            List<HashedFile> files) {
        this(id, about, audience, new Ports(List.of(), contracts), rules, concessions, files);
    }

    public Product {
        rules = List.copyOf(rules);
        files = List.copyOf(files);
    }

    /** Its output ports, in order. */
    public List<Contract> contracts() {
        return ports.outputs();
    }

    /** The contracts of other products that it reads, each as that product states it: with the clear types. */
    public List<Source> reads() {
        return ports.reads();
    }

    /** When it is due, by the service levels of all its contracts. */
    public Contract.Schedule schedule() {
        return contracts().stream()
                .map(contract -> contract.terms().schedule())
                .reduce(Contract.Schedule.NONE, Contract.Schedule::with);
    }

    /** Its tables, in the order of the contracts. */
    public List<Table> tables() {
        return contracts().stream()
                .flatMap(contract -> contract.tables().stream())
                .toList();
    }

    public Optional<Table> table(String name) {
        return tables().stream().filter(table -> table.name().equals(name)).findFirst();
    }

    public Optional<Contract> contractOf(String table) {
        return contracts().stream()
                .filter(contract -> contract.table(table).isPresent())
                .findFirst();
    }

    /**
     * What a product reads of other products, and what it releases. Sources in files are the workspace's.
     *
     * @param reads in the order of the input ports, each in a release
     * @param outputs in their order
     */
    public record Ports(List<Source> reads, List<Contract> outputs) {
        public Ports {
            reads = List.copyOf(reads);
            outputs = List.copyOf(outputs);
            for (Source read : reads) {
                if (read.release().isEmpty()) {
                    throw new IllegalArgumentException("'" + read.contract().id() + "' is in no release");
                }
            }
        }
    }

    /**
     * What stewards let pass for a time, whether in force or not: concessions, as ISO 9000 has them.
     *
     * @param waivers rules that may fail
     * @param harmless columns whose values only look like people
     */
    public record Concessions(List<Waiver> waivers, List<HarmlessColumn> harmless) {

        public static final Concessions NONE = new Concessions(List.of(), List.of());

        public Concessions {
            waivers = List.copyOf(waivers);
            harmless = List.copyOf(harmless);
        }
    }

    /** Who may see a release: it chooses each category's default mask. */
    public enum Audience {
        ENCLAVE,
        CONTROLLED,
        PUBLIC
    }

    /**
     * What people should know.
     *
     * @param name its display name
     * @param description what it is for
     * @param version its version
     * @param owners the team's members
     * @param limitations what to mind, in sentences; empty where nothing is written
     * @param catalogue what catalogues say of it besides
     * @param fair how good its description has to be; empty where nothing is asked
     */
    public record About(
            String name,
            String description,
            String version,
            List<String> owners,
            String limitations,
            CatalogueFacts catalogue,
            Optional<FairLevel> fair) {

        /** Of a product of whose description nothing is asked. */
        public About(
                String name,
                String description,
                String version,
                List<String> owners,
                String limitations,
                CatalogueFacts catalogue) {
            this(name, description, version, owners, limitations, catalogue, Optional.empty());
        }

        public About {
            owners = List.copyOf(owners);
        }

        public About tagged(List<String> further) {
            return new About(name, description, version, owners, limitations, catalogue.tagged(further), fair);
        }

        /** Words to find it by: its own, then those of its output ports' contracts. */
        public List<String> tags() {
            return catalogue.topic().keywords();
        }
    }
}
