package dev.weir.contracts.release;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.WrittenFile;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a release is, for ever: the file {@code releases/<product>/<number>.json}.
 *
 * @param number counted from 1 in each product
 * @param about the product as it stood, for readers who have nothing else
 * @param record the run that made it, with sources, counts and verdicts
 * @param tables exact versions
 * @param basis what it was made by
 * @param previousSha256 of the manifest before it, as bytes; empty for the first
 * @param repaired numbers of earlier releases that this one or one before it has repaired: no baseline learns from them
 */
public record Manifest(
        long number,
        ProductFacts about,
        RunRecord record,
        List<ReleasedTable> tables,
        Basis basis,
        Optional<String> previousSha256,
        Set<Long> repaired) {

    /** A manifest that repairs no release. */
    public Manifest(
            long number,
            ProductFacts about,
            RunRecord record,
            List<ReleasedTable> tables,
            Basis basis,
            Optional<String> previousSha256) {
        this(number, about, record, tables, basis, previousSha256, Set.of());
    }

    public Manifest {
        requireNonNull(about, "about");
        requireNonNull(record, "record");
        tables = List.copyOf(tables);
        requireNonNull(basis, "basis");
        requireNonNull(previousSha256, "previousSha256");
        if (number < 1) {
            throw new IllegalArgumentException("Release " + number + ": releases count from 1");
        }
        repaired = Collections.unmodifiableSet(new TreeSet<>(repaired));
        for (long earlier : repaired) {
            if (earlier < 1 || earlier >= number) {
                throw new IllegalArgumentException("Release " + number + " cannot repair release " + earlier);
            }
        }
    }

    /** The product's id. */
    public String product() {
        return about.id();
    }

    /** {@code product@number}. */
    public String reference() {
        return product() + "@" + number;
    }

    /**
     * The product as it stood.
     *
     * @param limitations of all its contracts, one sentence or more each
     */
    public record ProductFacts(
            String id,
            String name,
            String description,
            List<String> owners,
            List<String> limitations,
            String audience) {
        public ProductFacts {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
            requireNonNull(description, "description");
            owners = List.copyOf(owners);
            limitations = List.copyOf(limitations);
            requireNonNull(audience, "audience");
        }
    }

    /**
     * What a release was made by.
     *
     * @param files contracts, products, transformations and rules, by path
     * @param lawPack its id
     * @param lawPackSha256 its hash
     * @param keys ids of the keys that masked, such as {@code 3f9c…}; never a key
     */
    public record Basis(List<WrittenFile> files, String lawPack, String lawPackSha256, List<String> keys) {
        public Basis {
            files = List.copyOf(files);
            requireNonNull(lawPack, "lawPack");
            requireNonNull(lawPackSha256, "lawPackSha256");
            keys = List.copyOf(keys);
        }
    }
}
