package dev.weir.privacy.mask;

import dev.weir.contracts.Code;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.privacy.keys.MacAlgorithm;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a mask as somebody wrote it to the mask. */
final class MaskParser {

    private static final String ALGORITHM = "algorithm";
    private static final String DONE = "keep, drop, redact or pseudonymise";

    private MaskParser() {}

    static Mask parse(MaskChoice choice, Place place) {
        Optional<MaskMethod> method = MaskMethod.of(choice.method());
        if (method.isEmpty()) {
            throw ProblemsException.of(
                    Code.INVALID_MASK,
                    place,
                    "There is no mask '" + choice.method() + "'",
                    "the masks are "
                            + Stream.of(MaskMethod.values())
                                    .filter(known -> known != MaskMethod.BLOCK)
                                    .map(MaskMethod::word)
                                    .collect(Collectors.joining(", ")),
                    "write one of those");
        }
        return switch (method.get()) {
            case KEEP -> withoutParameters(choice, place, new Mask.Keep());
            case DROP -> withoutParameters(choice, place, new Mask.Drop());
            case REDACT -> withoutParameters(choice, place, new Mask.Redact());
            case PSEUDONYMISE -> new Mask.Pseudonymise(algorithm(choice, place));
            case BLOCK ->
                throw ProblemsException.of(
                        Code.INVALID_MASK,
                        place,
                        "'block' is no mask for a column",
                        "it is the law pack's word for data that may not go at all",
                        "write drop");
            case NULLIFY, PARTIAL, ENCRYPT, GENERALISE, SHIFT, TRUNCATE, SURROGATE ->
                throw ProblemsException.of(
                        Code.UNSUPPORTED,
                        place,
                        "The mask '" + choice.method() + "' is not done yet",
                        "this version does " + DONE,
                        "write one of those; drop is always the cautious one");
        };
    }

    private static MacAlgorithm algorithm(MaskChoice choice, Place place) {
        requireOnly(choice, place, Set.of(ALGORITHM));
        String word = choice.parameters().get(ALGORITHM);
        if (word == null) {
            return MacAlgorithm.HMAC_SHA_256;
        }
        Optional<MacAlgorithm> algorithm = MacAlgorithm.of(word);
        if (algorithm.isEmpty()) {
            throw ProblemsException.of(
                    Code.INVALID_MASK,
                    place,
                    "pseudonymise does not know the algorithm '" + word + "'",
                    "a hash without a key can be reversed by trying every number there is, so only keyed ones are known",
                    "write hmac-sha-256 or hmac-sm3");
        }
        return algorithm.get();
    }

    private static Mask withoutParameters(MaskChoice choice, Place place, Mask mask) {
        requireOnly(choice, place, Set.of());
        return mask;
    }

    private static void requireOnly(MaskChoice choice, Place place, Set<String> known) {
        for (String parameter : choice.parameters().keySet()) {
            if (!known.contains(parameter)) {
                throw ProblemsException.of(
                        Code.INVALID_MASK,
                        place,
                        "The mask '" + choice.method() + "' has no parameter '" + parameter + "'",
                        known.isEmpty() ? "it takes none" : "it takes " + String.join(", ", known),
                        "take it out");
            }
        }
    }
}
