package dev.weir.releases.reveal;

import dev.weir.contracts.Code;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.keys.KeyVersion;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.text.Reversal;
import dev.weir.releases.evidence.SignedManifest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A column of a release whose mask can be undone, with the key that does it. */
public final class Reveal {

    /** As many values as one entry of the log may stand for: more of them are a release, not a question about people. */
    public static final int MOST = 1000;

    private final RevealEntry.Subject subject;
    private final MaskRecipe recipe;

    private Reveal(RevealEntry.Subject subject, MaskRecipe recipe) {
        this.subject = subject;
        this.recipe = recipe;
    }

    /**
     * Finds the column and its key.
     *
     * @throws ProblemsException when there is no such table or column, its mask has no way back, or the key version of the
     *     release is not to be had
     */
    public static Reveal of(SignedManifest release, String table, String column, KeyFile keys) {
        Manifest manifest = release.manifest();
        ReleasedTable.ReleasedColumn found = column(manifest, table, column);
        Place place = Place.of(manifest.reference());
        Mask mask =
                Mask.parse(new MaskChoice(found.mask().method(), found.mask().parameters()), place);
        Optional<String> obstacle = mask.irreversible();
        if (obstacle.isPresent()) {
            throw refused(
                    place,
                    "The mask of '" + table + "." + column + "' in " + manifest.reference() + ", "
                            + found.mask().method() + ", cannot be undone",
                    obstacle.get(),
                    "look in the source, under its own rules of access");
        }
        found.mask().by().ifPresent(product -> {
            throw refused(
                    place,
                    "The mask of '" + table + "." + column + "' in " + manifest.reference()
                            + " is one that the product '" + product + "' has made",
                    manifest.reference()
                            + " was made of a release of another product, and has its values as they were there",
                    "reveal the value in the release of '" + product + "', which 'weir show " + manifest.reference()
                            + "' names");
        });
        WorkspaceKey key = key(manifest, keys, place);
        RevealEntry.Subject subject = new RevealEntry.Subject(
                manifest.reference(), release.sha256(), table, column, found.category(), key.id());
        return new Reveal(subject, MaskRecipe.of(mask, key, new PseudonymDomain(manifest.product(), found.category())));
    }

    /**
     * A released value and what it stands for.
     *
     * @param clear in the form that the mask normalised it to; empty when the mask cannot have made this value
     */
    public record Revealed(String masked, Optional<String> clear) {
        /** The released value alone. */
        @Override
        public String toString() {
            return "Revealed[" + masked + "]";
        }
    }

    /**
     * What was revealed, and where it is logged.
     *
     * @param entry such as {@code ledger/reveals/000001.json}
     */
    public record Answer(String entry, List<Revealed> values) {
        public Answer {
            values = List.copyOf(values);
        }
    }

    /**
     * Undoes the mask of these values, once the request is in the log.
     *
     * @throws ProblemsException when the log cannot be written; then no mask was undone
     */
    public Answer values(List<String> masked, RevealEntry.Who who, RevealLog log, Clock clock) {
        String lines = masked.stream().map(value -> value + "\n").collect(Collectors.joining());
        RevealEntry entry = new RevealEntry(
                clock.instant().truncatedTo(ChronoUnit.MILLIS), who, subject, masked.size(), Sha256.hex(lines));
        String place = log.append(entry);
        Reversal reversal = recipe.openInverse();
        List<Revealed> revealed = new ArrayList<>();
        for (String value : masked) {
            revealed.add(new Revealed(
                    value,
                    reversal.reverse(value.getBytes(StandardCharsets.UTF_8))
                            .map(clear -> new String(clear, StandardCharsets.UTF_8))));
        }
        return new Answer(place, revealed);
    }

    private static ReleasedTable.ReleasedColumn column(Manifest manifest, String table, String column) {
        List<String> tables =
                manifest.tables().stream().map(ReleasedTable::name).toList();
        ReleasedTable found = manifest.tables().stream()
                .filter(candidate -> candidate.name().equals(table))
                .findFirst()
                .orElseThrow(() -> unknown(manifest, "table", table, tables));
        List<String> columns =
                found.columns().stream().map(ReleasedTable.ReleasedColumn::name).toList();
        return found.columns().stream()
                .filter(candidate -> candidate.name().equals(column))
                .findFirst()
                .orElseThrow(() -> unknown(manifest, "column", column, columns));
    }

    private static WorkspaceKey key(Manifest manifest, KeyFile keys, Place place) {
        KeyRing ring = keys.read();
        for (String id : manifest.basis().keys()) {
            Optional<KeyVersion> version = ring.version(id);
            if (version.isPresent()) {
                return version.get()
                        .key()
                        .orElseThrow(() -> refused(
                                place,
                                "Key version " + id + " of " + manifest.reference() + " is retired",
                                "its secret was destroyed on "
                                        + version.get()
                                                .retired()
                                                .map(Object::toString)
                                                .orElse(""),
                                "nobody can undo the masks of this release again"));
            }
        }
        throw refused(
                place,
                "The key of " + manifest.reference() + " is not in '" + keys.path() + "'",
                manifest.basis().keys().isEmpty()
                        ? "the manifest names none"
                        : "the manifest names "
                                + String.join(", ", manifest.basis().keys()),
                "name the profile with the store that has it, or bring the store back from a copy");
    }

    private static ProblemsException unknown(Manifest manifest, String kind, String name, List<String> known) {
        return ProblemsException.of(
                Code.UNKNOWN_NAME,
                Place.of(manifest.reference()),
                manifest.reference() + " has no " + kind + " '" + name + "'",
                "it has " + String.join(", ", known),
                NearestName.remedy(name, known, "name one of these"));
    }

    private static ProblemsException refused(Place place, String what, String why, String remedy) {
        return ProblemsException.of(Code.REVEAL_REFUSED, place, what, why, remedy);
    }
}
