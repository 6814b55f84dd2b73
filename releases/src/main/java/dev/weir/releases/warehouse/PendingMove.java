package dev.weir.releases.warehouse;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonKey;
import dev.weir.contracts.json.JsonShape;
import dev.weir.releases.storage.LogFiles;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The mark of a warehouse that is still being moved to where this one lies: the file {@value #FILE} in it. From before the first
 * file is copied until every release is proved, tables there are not read or written.
 */
public record PendingMove(Warehouse warehouse) {

    /** The file's name. */
    static final String FILE = "relocation.json";

    private LogFiles files() {
        return new LogFiles(warehouse.files());
    }

    /**
     * A move that has not come to its end.
     *
     * @param from the root of the warehouse that is moved
     * @param refused what could not be proved; empty while nothing was found
     */
    public record Unfinished(String from, Optional<String> refused) {
        private static final JsonShape<Unfinished> SHAPE = JsonShape.document(
                "weir-arrival-1",
                JsonShape.of(
                        JsonKey.text("from", Unfinished::from),
                        JsonKey.optionalText("refused", Unfinished::refused),
                        Unfinished::new));

        private byte[] print() {
            return Json.print(SHAPE.node(this)).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The move that has not come to its end; empty where there is none. */
    public Optional<Unfinished> find() {
        return files().read(FILE).map(this::parse);
    }

    private Unfinished parse(byte[] content) {
        return Unfinished.SHAPE.parse(Json.parse(files().place(FILE), new String(content, StandardCharsets.UTF_8)));
    }

    /**
     * Begins the move, or takes it up.
     *
     * @throws ProblemsException with {@link Code#CONFLICT} where another warehouse is being moved here
     */
    public void begin(String from) {
        byte[] begun = new Unfinished(from, Optional.empty()).print();
        String moved =
                files().create(FILE, begun, () -> from, other -> parse(other).from());
        if (!moved.equals(from)) {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    Place.of(files().place(FILE)),
                    "The warehouse '" + from + "' is not moved to '" + warehouse.root() + "'",
                    "'" + moved + "' is being moved there",
                    "Name another place, or empty that one.");
        }
    }

    /** Records that something could not be proved: the warehouse stays unusable, and a new attempt copies every file anew. */
    public void refuse(String from, String why) {
        files().replace(FILE, new Unfinished(from, Optional.of(why)).print());
    }

    /** The move is over: the warehouse can be used. */
    public void end() {
        files().delete(FILE);
    }

    /**
     * Fails while the warehouse is not whole.
     *
     * @throws ProblemsException with {@link Code#WORKSPACE_MOVED}
     */
    public void requireOver() {
        Optional<Unfinished> found = find();
        if (found.isPresent()) {
            throw ProblemsException.of(
                    Code.WORKSPACE_MOVED,
                    Place.of(files().place(FILE)),
                    "The warehouse '" + warehouse.root() + "' cannot be used: " + sentence(found.get()),
                    found.get().refused().orElse("not every release is proved there yet"),
                    "Run 'weir relocate --to' again with the profile of '"
                            + found.get().from() + "'; until then that warehouse is the one to use.");
        }
    }

    /** The message about an unfinished move. */
    private static String sentence(Unfinished move) {
        return move.refused().isPresent()
                ? "what was moved there from '" + move.from() + "' is not as it was signed"
                : "the move from '" + move.from() + "' has not come to its end";
    }
}
