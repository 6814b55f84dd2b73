package dev.weir.privacy.keys;

import dev.weir.contracts.text.Word;
import java.util.Arrays;
import java.util.Optional;

/** What a version of the workspace's key is still good for. */
public enum KeyState implements Word {
    /** New releases are masked with it. */
    ACTIVE,
    /** It masked earlier releases, and can still undo what can be undone in them. */
    PREVIOUS,
    /** Its secret is destroyed: its pseudonyms cannot be made or undone again. */
    RETIRED;

    /** The state of that name. */
    static Optional<KeyState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
