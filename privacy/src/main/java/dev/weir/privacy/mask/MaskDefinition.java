package dev.weir.privacy.mask;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.NearestName;
import java.util.List;

/**
 * A mask as a file declares it, while it is read.
 *
 * @param choice what is written
 * @param place where
 */
public record MaskDefinition(MaskChoice choice, Place place) {

    public MaskDefinition {
        requireNonNull(choice, "choice");
        requireNonNull(place, "place");
    }

    /** The method's name. */
    public String method() {
        return choice.method();
    }

    /** Whether a parameter is written. */
    public boolean has(Parameter<?, ?> parameter) {
        return choice.parameters().containsKey(parameter.name());
    }

    /**
     * A parameter's value; the usual one where nothing is written.
     *
     * @throws ProblemsException when it is none
     */
    public <T> T get(Parameter<?, T> parameter) {
        return has(parameter) || parameter.usual().isEmpty()
                ? parameter.reader().read(choice.parameters().getOrDefault(parameter.name(), ""), this)
                : parameter.usual().get();
    }

    /** What is wrong with it. */
    public ProblemsException refused(String what, String why, String remedy) {
        return ProblemsException.of(Code.INVALID_MASK, place, what, why, remedy);
    }

    /** @throws ProblemsException when there is a parameter of another name */
    void requireOnly(List<String> names) {
        for (String name : choice.parameters().keySet()) {
            if (!names.contains(name)) {
                throw refused(
                        "The mask '" + method() + "' has no parameter '" + name + "'",
                        names.isEmpty() ? "it takes none" : "it takes " + String.join(", ", names),
                        NearestName.remedy(name, names, "take it out"));
            }
        }
    }
}
