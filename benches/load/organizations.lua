-- One organization a request, each with a domain and a name of its own.
local digest, opened, seed, n = "", "", "", 0

function init(args)
  digest, opened = args[1]:match("(%S+) (%S+)")
  seed = args[2]
end

function request()
  n = n + 1
  local own = seed .. "-" .. n
  local body = "edition=" .. digest .. "&opened=" .. opened .. "&legal_name=Union+" .. own .. "&listed_name=Union+" .. own
    .. "&org_kind=union&scope=local&city=Fresno&state=CA&website=u" .. own .. ".example&contact_name=Ana+Prueba&contact_title=Secretary"
    .. "&email=ana%40u" .. own .. ".example&authorized=yes"
  return wrk.format("POST", nil, { ["Content-Type"] = "application/x-www-form-urlencoded" }, body)
end
