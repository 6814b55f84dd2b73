package dev.weir.contracts;

import dev.weir.contracts.naming.NamingStandard;
import dev.weir.contracts.roles.Roles;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.text.ContentHash;
import dev.weir.contracts.text.HashedFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A folder with {@code weir.yaml}, {@code contracts/} and {@code quality-rules/}, read and found to be right.
 *
 * @param root its folder, absolute
 * @param settings what holds for all its products
 * @param profile the chosen one
 * @param law which law, and for whom
 * @param sources by contract id
 * @param products by id
 * @param recipients who may receive data, in the order of their file
 */
public record Workspace(
        Path root,
        Settings settings,
        Profile profile,
        Law law,
        List<Source> sources,
        List<Product> products,
        List<Recipient> recipients) {

    public Workspace {
        sources = List.copyOf(sources);
        products = List.copyOf(products);
        recipients = List.copyOf(recipients);
    }

    /** A workspace without recipients and without an overlay of the law pack. */
    public Workspace(
            Path root, String name, Profile profile, String lawPack, List<Source> sources, List<Product> products) {
        this(root, Settings.of(name), profile, Law.of(lawPack, name), sources, products, List.of());
    }

    public Workspace in(ZoneId other) {
        return new Workspace(root, settings.in(other), profile, law, sources, products, recipients);
    }

    /** The day of a moment in the workspace's time zone: that on which rules and waivers are in force or not. */
    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, settings.zone());
    }

    public Roles roles() {
        return settings.roles();
    }

    /** The id of the law pack, such as {@code cn-2026-01}. */
    public String lawPack() {
        return law.pack();
    }

    /** The folder of releases' pages, below which each product has its own. */
    public Path site() {
        return root.resolve(profile.storage().site());
    }

    public Processor processor() {
        return law.processor();
    }

    public Optional<Recipient> recipient(String id) {
        return recipients.stream()
                .filter(recipient -> recipient.id().equals(id))
                .findFirst();
    }

    public Optional<Product> product(String id) {
        return products.stream().filter(product -> product.id().equals(id)).findFirst();
    }

    public Optional<Source> source(String contractId) {
        return sources.stream()
                .filter(source -> source.contract().id().equals(contractId))
                .findFirst();
    }

    /**
     * What {@code weir.yaml} declares for all products.
     *
     * @param name of the workspace
     * @param contentHash how releases hash their rows
     * @param models that are asked beside the rules about who stands in a text
     * @param zone {@code defaultTimezone}: the time zone in which SQL computes, and whose days and hours intervals are made
     *     of
     * @param roles who may do what not everybody may
     * @param exports what catalogues are given of each release
     * @param naming how columns are named: {@code contracts/naming.yaml}
     */
    public record Settings(
            String name,
            ContentHash contentHash,
            List<TextModel> models,
            ZoneId zone,
            Roles roles,
            CatalogueExports exports,
            NamingStandard naming) {
        public Settings {
            models = List.copyOf(models);
        }

        /** Where columns have any names. */
        public Settings(
                String name,
                ContentHash contentHash,
                List<TextModel> models,
                ZoneId zone,
                Roles roles,
                CatalogueExports exports) {
            this(name, contentHash, models, zone, roles, exports, NamingStandard.NONE);
        }

        /** Where everybody may do everything. */
        public Settings(String name, ContentHash contentHash, List<TextModel> models, ZoneId zone) {
            this(name, contentHash, models, zone, Roles.NONE, CatalogueExports.ALL);
        }

        /** The usual ones: no model, and days of UTC. */
        public static Settings of(String name) {
            return new Settings(name, ContentHash.SHA256_SUM, List.of(), ZoneOffset.UTC);
        }

        /** For who looks at no text. */
        public Settings withoutModels() {
            return new Settings(name, contentHash, List.of(), zone, roles, exports, naming);
        }

        /** With other names of columns. */
        public Settings named(NamingStandard other) {
            return new Settings(name, contentHash, models, zone, roles, exports, other);
        }

        private Settings in(ZoneId other) {
            return new Settings(name, contentHash, models, other, roles, exports, naming);
        }
    }

    /**
     * Which law, and for whom.
     *
     * @param pack the id of a law pack
     * @param place where it is written
     * @param sha256 that the pack's file must have; empty when any will do
     * @param overlay a file of the workspace that changes single entries of the pack, if there is one
     * @param processor who processes the data
     */
    public record Law(
            String pack, Place place, Optional<String> sha256, Optional<LawOverlay> overlay, Processor processor) {
        /** A pack as it ships, for a processor of whom nothing is known. */
        public static Law of(String pack, String processor) {
            return new Law(
                    pack, Place.of("weir.yaml"), Optional.empty(), Optional.empty(), Processor.unknown(processor));
        }
    }

    /**
     * A file that changes single entries of a law pack.
     *
     * @param file where it stands, with its hash
     * @param text what it says
     */
    public record LawOverlay(HashedFile file, String text) {}
}
