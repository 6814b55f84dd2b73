package dev.weir.contracts.text;

import java.util.Set;

/** The names by which a machine calls itself: what goes there goes over no open line. */
public final class OwnHost {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private OwnHost() {}

    /** Whether an address has such a host, as {@link java.net.URI#getHost()} has it. */
    public static boolean is(String host) {
        return NAMES.contains(host);
    }
}
