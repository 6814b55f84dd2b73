package dev.weir.releases.acts;

import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.roles.Signatory;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The permission to do something. It is entered in the log of acts right before it is done.
 */
public final class Permit {

    private final Optional<String> name;
    private final Supplier<Optional<ActAuthorisation>> entering;
    private Optional<Optional<ActAuthorisation>> entered = Optional.empty();

    private Permit(Optional<String> name, Supplier<Optional<ActAuthorisation>> entering) {
        this.name = name;
        this.entering = entering;
    }

    /** Everybody may. */
    static Permit open() {
        return new Permit(Optional.empty(), Optional::empty);
    }

    /** @param entering writes it into the log */
    static Permit of(ActAuthorisation acting, Runnable entering) {
        return new Permit(Optional.of(acting.actor().person().name()), () -> {
            entering.run();
            return Optional.of(acting);
        });
    }

    /** Who does it: by the name that has the role, else by the one that is stated. */
    public String name(String stated) {
        return name.orElse(stated);
    }

    /**
     * Enters it in the log, once; who does it, by which role. Empty where everybody may.
     *
     * @throws dev.weir.contracts.ProblemsException when the log is not as it was signed, or cannot be written, or what was
     *     approved was begun meanwhile: then it may not be done
     */
    public Optional<ActAuthorisation> enter() {
        if (entered.isEmpty()) {
            entered = Optional.of(entering.get());
        }
        return entered.get();
    }

    /** The same, with a name in every case. */
    public Signatory enter(String stated) {
        return new Signatory(name(stated), enter());
    }
}
