package dev.weir.contracts.release;

import dev.weir.contracts.Product;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.text.HashedFile;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a release is, for ever: the file {@code releases/<product>/<number>.json}.
 *
 * @param number counted from 1 in each product
 * @param about the product as it stood, for readers who have nothing else
 * @param record the run that made it, with sources, counts and verdicts
 * @param tables exact versions
 * @param basis what it was made by
 * @param history how it follows the releases before it
 * @param proof what stands for it
 */
public record Manifest(
        long number,
        ProductFacts about,
        RunRecord record,
        List<ReleasedTable> tables,
        Basis basis,
        History history,
        Proof proof) {

    /** A manifest that repairs no release, without evidence and not signed. */
    public Manifest(
            long number,
            ProductFacts about,
            RunRecord record,
            List<ReleasedTable> tables,
            Basis basis,
            Optional<String> previousSha256) {
        this(number, about, record, tables, basis, History.after(previousSha256), Proof.NONE);
    }

    /** How many columns the rows of all tables have. */
    public int present() {
        return tables.stream().mapToInt(table -> table.present().size()).sum();
    }

    /** How many columns of the contracts no row has. */
    public int absent() {
        return tables.stream().mapToInt(table -> table.absent().size()).sum();
    }

    public Manifest {
        tables = List.copyOf(tables);
        if (number < 1) {
            throw new IllegalArgumentException("Release " + number + ": releases count from 1");
        }
        history.repeats.filter(earlier -> earlier.release >= number).ifPresent(earlier -> {
            throw new IllegalArgumentException(
                    "Release " + number + " cannot have the content of release " + earlier.release);
        });
        for (long earlier : history.repaired) {
            if (earlier < 1 || earlier >= number) {
                throw new IllegalArgumentException("Release " + number + " cannot repair release " + earlier);
            }
        }
        Set<String> names = new HashSet<>();
        for (EvidenceItem item : proof.evidence) {
            if (!names.add(item.name())) {
                throw new IllegalArgumentException("Release " + number + " has '" + item.name() + "' twice");
            }
        }
    }

    /** The same release with its evidence, to be signed with that key. */
    public Manifest with(List<EvidenceItem> items, Signing key) {
        return new Manifest(
                number, about, record, tables, basis, history, new Proof(items, Optional.of(key), proof.heads()));
    }

    /** The same release with the heads of the ledger's chains. */
    public Manifest carrying(List<ChainHead> chains) {
        return new Manifest(
                number, about, record, tables, basis, history, new Proof(proof.evidence(), proof.signing(), chains));
    }

    /** The same release as one that has the content of an earlier release again, because that was rolled back to. */
    public Manifest rollbackTo(long earlier, Optional<ActAuthorisation> acting) {
        return repeating(new Repeat(Repeat.Reason.ROLLBACK, earlier, acting));
    }

    /** The same release as one that has the content of an earlier release in fewer files. */
    public Manifest compactionOf(long earlier) {
        return repeating(new Repeat(Repeat.Reason.COMPACTION, earlier));
    }

    private Manifest repeating(Repeat repeat) {
        return new Manifest(
                number,
                about,
                record,
                tables,
                basis,
                new History(history.previousSha256(), history.repaired(), Optional.of(repeat)),
                proof);
    }

    /** Its table of that name. */
    public Optional<ReleasedTable> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** Its evidence of one kind, in order. */
    public List<EvidenceItem> evidence(EvidenceKind kind) {
        return proof.evidence().stream().filter(item -> item.kind() == kind).toList();
    }

    public String product() {
        return about.id();
    }

    /** {@code product@number}. */
    public String reference() {
        return product() + "@" + number;
    }

    /**
     * How a release follows those before it.
     *
     * @param previousSha256 of the manifest before it, as bytes; empty for the first
     * @param repaired numbers of earlier releases that this one or one before it has repaired: no baseline learns from them
     * @param repeats the release whose content it has again; empty for one that a run made of sources
     */
    public record History(Optional<String> previousSha256, Set<Long> repaired, Optional<Repeat> repeats) {
        public History {
            repaired = Collections.unmodifiableSet(new TreeSet<>(repaired));
        }

        /** The number of the release that was rolled back to. */
        public OptionalLong rollbackOf() {
            return repeated(Repeat.Reason.ROLLBACK);
        }

        /** The number of the release that was compacted. */
        public OptionalLong compactionOf() {
            return repeated(Repeat.Reason.COMPACTION);
        }

        /** The number of the release whose content it has again, for whatever reason. */
        public OptionalLong contentOf() {
            return repeats.stream().mapToLong(Repeat::release).findFirst();
        }

        private OptionalLong repeated(Repeat.Reason reason) {
            return repeats.stream()
                    .filter(repeat -> repeat.reason == reason)
                    .mapToLong(Repeat::release)
                    .findFirst();
        }

        private static History after(Optional<String> previousSha256) {
            return new History(previousSha256, Set.of(), Optional.empty());
        }
    }

    /**
     * Why a release has the content of an earlier one again.
     *
     * @param release the number of the earlier one
     * @param acting who asked for it, by which role; empty where the workspace names none
     */
    public record Repeat(Reason reason, long release, Optional<ActAuthorisation> acting) {

        /** Where no role is asked for. */
        public Repeat(Reason reason, long release) {
            this(reason, release, Optional.empty());
        }

        public Repeat {
            if (release < 1) {
                throw new IllegalArgumentException("Release " + release + ": releases count from 1");
            }
        }

        /** What was asked for. */
        public enum Reason {
            /** The earlier release again, in place of those after it. */
            ROLLBACK,
            /** The newest release in fewer files. */
            COMPACTION
        }
    }

    /**
     * What stands for a release.
     *
     * @param evidence what belongs to it besides, each under its hash
     * @param signing what it is signed with; empty when it is not
     * @param heads of the ledger's chains as they were when it was made: none can be cut shorter unseen
     */
    public record Proof(List<EvidenceItem> evidence, Optional<Signing> signing, List<ChainHead> heads) {

        /** None yet. */
        public static final Proof NONE = new Proof(List.of(), Optional.empty(), List.of());

        public Proof {
            evidence = List.copyOf(evidence);
            heads = List.copyOf(heads);
        }
    }

    /**
     * The product as it stood.
     *
     * @param limitations its own and those of all its contracts, one sentence or more each
     * @param catalogue what catalogues say of it besides
     */
    public record ProductFacts(
            String id,
            String name,
            String description,
            List<String> owners,
            List<String> limitations,
            String audience,
            CatalogueFacts catalogue) {
        public ProductFacts {
            owners = List.copyOf(owners);
            limitations = List.copyOf(limitations);
        }

        /** Of a product as it stands: its limitations, then those of its contracts. */
        public static ProductFacts of(Product product) {
            List<String> limitations = Stream.concat(
                            Stream.of(product.about().limitations()),
                            product.contracts().stream()
                                    .map(contract -> contract.about().limitations()))
                    .filter(text -> !text.isBlank())
                    .toList();
            return new ProductFacts(
                    product.id(),
                    product.about().name(),
                    product.about().description(),
                    product.about().owners(),
                    limitations,
                    product.audience().name().toLowerCase(Locale.ROOT),
                    product.about().catalogue());
        }
    }

    /**
     * What a release was made by.
     *
     * @param files contracts, products, transformations and rules, by path
     * @param lawPack its id
     * @param lawPackSha256 its hash
     * @param keys ids of the keys that masked, such as {@code 3f9c…}; never a key
     * @param zone the time zone in which SQL computed
     * @param models that looked for people in its text, beside the rules
     * @param added classes of plugins: masks and source formats that it was made with
     */
    public record Basis(
            List<HashedFile> files,
            String lawPack,
            String lawPackSha256,
            List<String> keys,
            ZoneId zone,
            List<UsedModel> models,
            List<UsedPlugin> added) {
        /** What a release was made by without a model, and by Weir's own classes alone. */
        public Basis(List<HashedFile> files, String lawPack, String lawPackSha256, List<String> keys, ZoneId zone) {
            this(files, lawPack, lawPackSha256, keys, zone, List.of(), List.of());
        }

        /** What a release was made by in UTC. */
        public Basis(List<HashedFile> files, String lawPack, String lawPackSha256, List<String> keys) {
            this(files, lawPack, lawPackSha256, keys, ZoneOffset.UTC);
        }

        public Basis {
            files = List.copyOf(files);
            keys = List.copyOf(keys);
            zone = zone.normalized();
            models = List.copyOf(models);
            added = List.copyOf(added);
        }

        /** The time zone by its name: {@code UTC}, or one of the IANA database. */
        public String zoneName() {
            return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
        }
    }
}
