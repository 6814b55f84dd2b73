package dev.weir.jobs.verb.proof;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.releases.evidence.VerificationCheck;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the catalogue's file in the warehouse is whole, as SQLite's file format says (sqlite.org, "Database File Format"): its
 * header, its length, and what each page says that it is. Nothing signs the file, and it can be made anew; 'weir doctor' reads all of it.
 */
final class CatalogueCheck {

    private static final byte[] MARK = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int PAGE_BYTES = 16;
    private static final int CHANGES = 24;
    private static final int PAGES = 28;
    private static final int PAGES_AS_OF = 92;
    private static final int LARGEST_PAGE = 65_536;

    /** The kinds of pages of trees; other pages begin with the number of the next one, which is small. */
    private static final Set<Integer> KINDS = Set.of(0, 2, 5, 10, 13);

    private CatalogueCheck() {}

    /** Empty where there is no such file: the catalogue is on a server, or 'weir doctor' says that it is gone. */
    static Optional<VerificationCheck> of(Workspace settings) {
        Optional<Path> folder = settings.profile().storage().catalogue().type().equals(CatalogueSettings.SQLITE)
                ? Warehouse.of(settings).disk()
                : Optional.empty();
        return folder.map(in -> in.resolve("catalog.db")).filter(Files::exists).map(CatalogueCheck::of);
    }

    private static VerificationCheck of(Path file) {
        if (Files.exists(file.resolveSibling("catalog.db-journal"))) {
            return check(List.of(), List.of("The catalogue was not looked at: a run writes to it, or died as it did."));
        }
        Optional<String> fault;
        try {
            fault = fault(Files.readAllBytes(file));
        } catch (IOException e) {
            fault = Optional.of("it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        return check(
                fault.stream()
                        .map(why -> new Problem(
                                Code.STORE_UNREACHABLE,
                                Place.of(file.toString()),
                                "The catalogue is damaged",
                                why,
                                "'weir doctor --rebuild-catalogue' makes it anew from the tables' own metadata; what is signed"
                                        + " does not lie in it."))
                        .toList(),
                List.of());
    }

    private static VerificationCheck check(List<Problem> broken, List<String> notes) {
        return new VerificationCheck("catalogue", "1 file", broken, notes, false);
    }

    private static Optional<String> fault(byte[] content) {
        ByteBuffer file = ByteBuffer.wrap(content);
        int bytes = content.length;
        if (bytes < HEADER || !Arrays.equals(Arrays.copyOf(content, MARK.length), MARK)) {
            return Optional.of("it is no file of SQLite");
        }
        int size = file.getShort(PAGE_BYTES) == 1 ? LARGEST_PAGE : Short.toUnsignedInt(file.getShort(PAGE_BYTES));
        boolean isSized = file.getInt(CHANGES) == file.getInt(PAGES_AS_OF);
        if (size < 512
                || Integer.bitCount(size) != 1
                || bytes % size != 0
                || (isSized && bytes / size != file.getInt(PAGES))) {
            return Optional.of("it has " + bytes + " bytes, and was written with others");
        }
        for (int page = 0; page < bytes; page += size) {
            if (!KINDS.contains(Byte.toUnsignedInt(file.get(page == 0 ? HEADER : page)))) {
                return Optional.of("its page " + (page / size + 1) + " is none of SQLite's");
            }
        }
        return Optional.empty();
    }
}
