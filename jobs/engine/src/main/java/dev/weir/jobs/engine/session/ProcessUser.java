package dev.weir.jobs.engine.session;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;

/** The user of the operating system that this process runs as. Hadoop asks for a name, and a container may give a bare number. */
final class ProcessUser {

    private ProcessUser() {}

    /**
     * Asks for a name.
     *
     * @param name as Java gives it in {@code user.name}
     * @throws ProblemsException C004 when there is none
     */
    static void requireName(String name) {
        if (name.isBlank() || name.equals("?")) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("this process"),
                    "The user that it runs as has no name",
                    "the system's list of users does not have that number, and Hadoop cannot start without a name",
                    "start it as a user of /etc/passwd: in a container as the one that its image was made with");
        }
    }
}
