package dev.weir.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A request to the API of a catalogue's server. Sending it twice is sending it once.
 *
 * @param method such as {@code PUT}
 * @param path below the server's address, with its query
 * @param body JSON
 * @param ids what the server has to be asked first: by the place in the body, or {@code {id}} of the path, the path of an entity whose
 *     {@code id} belongs there
 */
public record ApiRequest(String method, String path, JsonNode body, Map<String, String> ids) {

    public ApiRequest {
        ids = Map.copyOf(ids);
    }
}
