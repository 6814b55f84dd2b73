package dev.weir.jobs.release.catalogue.rest;

import dev.weir.releases.fault.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.iceberg.rest.HTTPRequest;
import org.apache.iceberg.rest.RESTClient;
import org.apache.iceberg.rest.auth.AuthManager;
import org.apache.iceberg.rest.auth.AuthSession;

/** Each request to a REST catalogue is a point at which its client may die, before it is sent. */
public final class FaultyLogin implements AuthManager {

    /** What the client has to be told so that it asks here. */
    public static final Map<String, String> SETTINGS = Map.of("rest.auth.type", FaultyLogin.class.getName());

    /** For Iceberg, which makes it by its name. */
    public FaultyLogin(String name) {}

    @Override
    public AuthSession catalogSession(RESTClient client, Map<String, String> properties) {
        return new AuthSession() {
            @Override
            public HTTPRequest authenticate(HTTPRequest request) {
                String name = "rest " + request.method() + " " + request.path();
                try {
                    return switch (request.method()) {
                        case GET, HEAD -> Faults.read(name, Faults.FILES, () -> request);
                        default -> Faults.change(name, Faults.FILES, () -> request);
                    };
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
